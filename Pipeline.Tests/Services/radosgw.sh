#!/usr/bin/env bash
# A real S3 server of its own for one test run: Ceph's monitor, one storage daemon on a sparse file and radosgw, on ports of the loopback, for as long
# as standard input is open. Prints 'ready FLAVOR' when it answers. The line 'kill' on standard input kills radosgw with SIGKILL and starts it again
# ('ready' once more). Its data goes away with it. Exit code 77: it cannot run here.
#   radosgw.sh PORT MONITOR_PORT MONITOR_PORT_2 ACCESS_KEY SECRET_KEY
# S3_FLAVOR: tentacle (Ceph 20, of Debian forky: honours conditions on completions), reef (Ceph 18, of Debian trixie: does not), or auto, the first that installs.
# The programs are unpacked once into a directory of their own and kept there; nothing of them is installed.
set -euo pipefail
port=$1 monitor=$2 monitor2=$3 access=$4 secret=$5

cannot() { echo "$1" >&2; exit 77; }
failed() { echo "$1" >&2; shift; tail -n 8 "$@" >&2 || true; exit 1; }

[[ $(id -u) == 0 ]] || cannot 'needs root, for chroot'
command -v mmdebstrap >/dev/null || cannot 'mmdebstrap is not installed (Debian package mmdebstrap)'

cache=${TMPDIR:-/tmp}/dataflowwrite-ceph
mkdir -p "$cache"
declare -A suites=([tentacle]=forky [reef]=trixie)

# What apt says on this machine holds for the unpacking too; signatures are verified in any case.
unpack() {
  local flavor=$1 target=$cache/$1 mirror option value options=()
  [[ ! -e $target/.complete ]] || return 0
  mirror=$(awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/*.sources 2>/dev/null) || true
  [[ -n $mirror ]] || mirror=$(awk '$1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { print $i; exit } }' /etc/apt/sources.list 2>/dev/null) || true
  [[ -n $mirror ]] || { echo 'apt knows no mirror' >"$cache/$flavor.log"; return 1; }
  for option in Acquire::Check-Valid-Until Acquire::Check-Date Acquire::http::Proxy Acquire::https::Proxy; do
    value=''
    eval "$(apt-config shell value "$option")"
    [[ -z $value ]] || options+=(--aptopt="$option \"$value\"")
  done
  rm -rf "$target"
  mmdebstrap --variant=extract --include=ceph-mon,ceph-osd,radosgw,ceph-common,base-files,dash,coreutils,libc-bin,ncurses-base \
    --aptopt='Apt::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' ${options[@]+"${options[@]}"} \
    "${suites[$flavor]}" "$target" "$mirror" >"$cache/$flavor.log" 2>&1 </dev/null && chroot "$target" radosgw --version >>"$cache/$flavor.log" 2>&1 ||
    { rm -rf "$target"; return 1; }
  touch "$target/.complete"
}

wanted=${S3_FLAVOR:-auto} flavor=''
[[ $wanted != auto ]] || wanted='tentacle reef'
exec 9>"$cache/lock"
flock 9
for candidate in $wanted; do
  [[ -n ${suites[$candidate]:-} ]] || cannot "S3_FLAVOR is tentacle, reef or auto, and not '$candidate'"
  if unpack "$candidate"; then
    flavor=$candidate
    break
  fi
done
exec 9>&-
[[ -n $flavor ]] || cannot "Ceph ($wanted) cannot be unpacked: $(tail -n 2 "$cache/${wanted%% *}.log" | tr '\n' ' ')"

root=$cache/$flavor
home=$(mktemp -d "$root/run.XXXXXX")
inside=${home#"$root"}
mkdir "$home"/{mon,osd,rgw,run,log}
declare -A daemons=()

inside() { unshare --mount-proc="$root/proc" chroot "$root" "$@" </dev/null; }
launch() {
  local name=$1
  shift
  # The daemon itself has to be what is killed, and not a shell that waits for it.
  (exec unshare --mount-proc="$root/proc" chroot "$root" "$@" -c "$inside/ceph.conf" -f >>"$home/log/$name.out" 2>&1 </dev/null) &
  daemons[$name]=$!
}
stop() {
  local name
  # radosgw holds no state, and takes its time to end by itself; the others have nothing that must survive.
  for name in rgw osd mon; do
    [[ -z ${daemons[$name]:-} ]] || kill -KILL "${daemons[$name]}" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  rm -rf "$home"
}
trap stop EXIT
trap 'exit 143' TERM INT HUP

cat >"$home/ceph.conf" <<TEXT
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = [v2:127.0.0.1:$monitor,v1:127.0.0.1:$monitor2]
public network = 127.0.0.0/8
cluster network = 127.0.0.0/8
public addr = 127.0.0.1
ms bind ipv6 = false
auth allow insecure global id reclaim = false
keyring = $inside/keyring
run dir = $inside/run
admin socket = $inside/run/\$name.asok
log file = $inside/log/\$name.log
crash dir = $inside/log
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon warn on pool no redundancy = false
mon max pg per osd = 1000
[mon]
mon data = $inside/mon
mon data avail crit = 1
# Rounds of the monitor wait so many seconds for company, and a second by default.
paxos propose interval = 0.02
paxos min wait = 0.01
[osd]
osd data = $inside/osd
osd objectstore = bluestore
bluestore block size = $((20 << 30))
bluestore cache autotune = false
bluestore cache size = 134217728
osd memory target = 939524096
osd class load list = *
osd class default list = *
[client.rgw]
rgw data = $inside/rgw
# Without tcp_nodelay each answer with a body waits for a delayed acknowledgement.
rgw frontends = beast endpoint=127.0.0.1:$port tcp_nodelay=1
rgw thread pool size = 64
rgw run sync thread = false
rgw enable usage log = false
# A gateway that is killed while it completes an upload leaves it locked for so many seconds, 600 by default.
rgw mp lock max time = 5
objecter tick interval = 0.25
# For the encryption at rest: a key of the server's own, over http.
rgw crypt require ssl = false
rgw crypt s3 kms backend = testing
rgw crypt s3 kms encryption keys = testkey=$(head -c 32 /dev/urandom | base64)
TEXT

setup() {
  local fsid osd keyring=$inside/keyring
  fsid=$(sed -n 's/^fsid = //p' "$home/ceph.conf")
  osd=$(cat /proc/sys/kernel/random/uuid)
  inside ceph-authtool --create-keyring "$keyring" --gen-key -n mon. --cap mon 'allow *'
  inside ceph-authtool "$keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
  inside ceph-authtool "$keyring" --gen-key -n client.rgw --cap mon 'allow rw' --cap osd 'allow rwx' --cap mgr 'allow rw'
  inside ceph-authtool "$keyring" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *' --cap mgr 'allow profile osd'
  inside monmaptool --create --clobber --fsid "$fsid" --addv a "[v2:127.0.0.1:$monitor,v1:127.0.0.1:$monitor2]" "$inside/monmap"
  inside ceph-mon -c "$inside/ceph.conf" --mkfs -i a --monmap "$inside/monmap" --keyring "$keyring"
  launch mon ceph-mon -i a
  timeout 60 chroot "$root" ceph -c "$inside/ceph.conf" osd new "$osd" </dev/null
  inside ceph-osd -c "$inside/ceph.conf" -i 0 --mkfs --osd-uuid "$osd"
}

# A bucket that nobody has asked for: that it is not there is known to the storage daemon only.
answers() {
  local status=''
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf 'GET /ready-%s-%s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$RANDOM" "$RANDOM" >&3
  IFS= read -r -t 3 status <&3 || true
  exec 3>&-
  [[ $status == *' 404 '* ]]
}
await_answer() {
  local i
  for ((i = 0; i < 1800; i++)); do
    if answers 2>/dev/null; then return 0; fi
    kill -0 "${daemons[rgw]}" 2>/dev/null || break
    sleep 0.05
  done
  failed 'radosgw does not answer' "$home"/log/*.out
}

setup >"$home/log/setup.log" 2>&1 || failed 'the cluster cannot be set up' "$home/log/setup.log"
launch osd ceph-osd -i 0
launch rgw radosgw -n client.rgw
await_answer
inside radosgw-admin -c "$inside/ceph.conf" user create --uid=test --display-name=test --access-key="$access" --secret-key="$secret" \
  >"$home/log/user.log" 2>&1 || failed 'the user cannot be made' "$home/log/user.log"
echo "ready $flavor"

# The other end of standard input goes away with the process that asked, however it ends.
while IFS= read -r command; do
  if [[ $command == kill ]]; then
    kill -KILL "${daemons[rgw]}"
    wait "${daemons[rgw]}" 2>/dev/null || true
    launch rgw radosgw -n client.rgw
    await_answer
    echo ready
  fi
done
