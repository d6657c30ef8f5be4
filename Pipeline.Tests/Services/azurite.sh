#!/usr/bin/env bash
# An Azurite server (Microsoft's emulator of Azure Blob Storage) of its own for one test run, on a port of the loopback, for as long as standard
# input is open. Prints 'ready' when it listens, and leaves nothing behind. Exit code 77: it cannot run here.
#   AZURITE_ACCOUNTS=NAME:KEY azurite.sh PORT NODE_MODULES [disk]
# Its data is in memory, or with 'disk' in files: then the line 'stop' on standard input lets it end what it does and save what it has
# ('stopped'), and 'start' starts it on the same data ('ready').
set -euo pipefail
port=$1 modules=$2 kept=${3:-memory}

command -v node >/dev/null || { echo 'node is not installed' >&2; exit 77; }

work=$(mktemp -d "${TMPDIR:-/tmp}/dataflowwrite-azurite.XXXXXX")
server=''
stop() {
  if [[ -n $server ]]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=''
  fi
}
trap 'stop; rm -rf "$work"' EXIT
trap 'exit 143' TERM INT HUP

cd "$work"
data=(--inMemoryPersistence)
[[ $kept == memory ]] || data=(--location "$work/data")

start() {
  # The client speaks a version of the protocol that is newer than the emulator's.
  node "$modules/azurite/dist/src/blob/main.js" --blobHost 127.0.0.1 --blobPort "$port" "${data[@]}" --silent \
    --disableTelemetry --disableProductStyleUrl --skipApiVersionCheck >>"$work/log" 2>&1 </dev/null &
  server=$!
  local i
  for ((i = 0; i < 1200; i++)); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo ready
      return
    fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.05
  done
  tail -n 5 "$work/log" >&2
  exit 1
}

start
# The other end of standard input goes away with the process that asked, however it ends.
while IFS= read -r command; do
  case $command in
    stop) stop && echo stopped ;;
    start) start ;;
  esac
done
