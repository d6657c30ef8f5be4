#!/usr/bin/env bash
# An Azurite server (Microsoft's emulator of Azure Blob Storage) of its own for one test run: in memory, on a port of the loopback, for as
# long as standard input is open. Prints 'ready' when it listens, and leaves nothing behind. Exit code 77: it cannot run here.
#   AZURITE_ACCOUNTS=NAME:KEY azurite.sh PORT NODE_MODULES
set -euo pipefail
port=$1 modules=$2

command -v node >/dev/null || { echo 'node is not installed' >&2; exit 77; }

work=$(mktemp -d "${TMPDIR:-/tmp}/dataflowwrite-azurite.XXXXXX")
server=''
stop() {
  if [[ -n $server ]]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 143' TERM INT HUP

# The client speaks a version of the protocol that is newer than the emulator's.
cd "$work"
node "$modules/azurite/dist/src/blob/main.js" --blobHost 127.0.0.1 --blobPort "$port" --inMemoryPersistence --silent \
  --disableTelemetry --disableProductStyleUrl --skipApiVersionCheck >"$work/log" 2>&1 </dev/null &
server=$!

for ((i = 0; i < 600; i++)); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
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
