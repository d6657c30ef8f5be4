#!/usr/bin/env bash
# A PostgreSQL server of its own for one test run: in a directory of its own, on a port of the loopback, for as long as
# standard input is open. Prints 'ready' when it answers, and leaves nothing behind. Exit code 77: it cannot run here.
#   postgres.sh PORT PASSWORD
set -euo pipefail
port=$1 password=$2

cannot() { echo "$1" >&2; exit 77; }

# Debian keeps the programs of each version in a directory that is not on PATH; the newest is taken.
programs=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/postgres' 2>/dev/null | sort -V | tail -n 1) || true
[[ -n $programs ]] || programs=$(command -v postgres) || cannot 'PostgreSQL is not installed (Debian package postgresql)'
programs=$(dirname "$(realpath "$programs")")

work=$(mktemp -d "${TMPDIR:-/tmp}/dataflowwrite-postgres.XXXXXX")
server=''
stop() {
  if [[ -n $server ]]; then
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 143' TERM INT HUP

# The server refuses to run as root.
as=()
if [[ $(id -u) == 0 ]]; then
  id postgres >/dev/null 2>&1 || cannot 'as root, PostgreSQL needs the user postgres'
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups --)
fi
mkdir "$work/data"
printf '%s\n' "$password" >"$work/password"
[[ ${#as[@]} == 0 ]] || chown -R postgres "$work"
cd "$work"

if ! "${as[@]}" "$programs/initdb" -D "$work/data" -U test --pwfile="$work/password" --auth=scram-sha-256 \
  --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$work/log" 2>&1 </dev/null; then
  tail -n 5 "$work/log" >&2
  exit 1
fi

# Nothing of it has to survive a crash.
"${as[@]}" "$programs/postgres" -D "$work/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB >>"$work/log" 2>&1 </dev/null &
server=$!

for ((i = 0; i < 600; i++)); do
  if PGPASSWORD=$password "$programs/psql" -h 127.0.0.1 -p "$port" -U test -d postgres -Atqc 'select 1' >/dev/null 2>&1 </dev/null; then
    echo ready
    # The other end of standard input goes away with the process that asked, however it ends.
    cat >/dev/null
    exit 0
  fi
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
tail -n 5 "$work/log" >&2
exit 1
