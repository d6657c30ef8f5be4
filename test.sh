#!/usr/bin/env bash
# Builds and tests everything that can run here. The last line is 'N passed, N failed, N skipped'.
set -uo pipefail

usage() {
  cat <<'TEXT'
usage: ./test.sh [--all | --long] [--filter EXPRESSION] [--check PROGRAM]...
  (nothing)     build, run the tests and the native program; what cannot run here is skipped and named
  --all         check the formatting too, build without warnings, and fail where anything is skipped
  --long        all that --all runs, and the tests of category Long
  --filter X    run only the tests that match X (as 'dotnet test --filter'), and no native program
  --check P     run program P as one more test, with DFW naming the native program; exit code 77 skips it
TEXT
}

all=false long=false filter='' checks=()
while (($#)); do
  case $1 in
    --all) all=true ;;
    --long) all=true long=true ;;
    --filter | --check)
      [[ $# -ge 2 ]] || { echo "test.sh: $1 needs a value" >&2; usage >&2; exit 2; }
      if [[ $1 == --filter ]]; then filter=$2; else checks+=("$(realpath -- "$2")"); fi
      shift ;;
    -h | --help) usage; exit 0 ;;
    *) echo "test.sh: unknown option '$1'" >&2; usage >&2; exit 2 ;;
  esac
  shift
done
if $all && [[ -n $filter ]]; then
  echo "test.sh: --all and --long run everything; leave out --filter" >&2
  exit 2
fi

cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
root=$PWD
work=$(mktemp -d "${TMPDIR:-/tmp}/dataflowwrite-test.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# No build server stays behind.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
export UseSharedCompilation=false
# An older S3 server would pass over clauses without a word of failure.
if $all; then export S3_FLAVOR=tentacle; fi

passed=0 failed=0 skipped=0
pass() { passed=$((passed + 1)); echo "passed: $1"; }
fail() { failed=$((failed + 1)); echo "FAILED: $1"; }
skip() { skipped=$((skipped + 1)); echo "skipped: $1"; }

finish() {
  local code=0
  ((failed == 0)) || code=1
  ((passed > 0)) || { echo "No test passed."; code=1; }
  if $all && ((skipped > 0)); then
    echo "--all: a skipped test is a failure."
    code=1
  fi
  echo "$passed passed, $failed failed, $skipped skipped"
  exit "$code"
}

# Debian packages for the commands that the tests call: only what is missing, and only as root.
install_missing() {
  local wanted=()
  local tool
  for tool in gzip zstd bzip2 lz4; do
    command -v "$tool" >/dev/null || wanted+=("$tool")
  done
  command -v xz >/dev/null || wanted+=(xz-utils)
  command -v clang >/dev/null || command -v gcc >/dev/null || wanted+=(gcc libc6-dev)
  [[ -e /usr/include/zlib.h ]] || wanted+=(zlib1g-dev)
  command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || wanted+=(postgresql)
  command -v mmdebstrap >/dev/null || wanted+=(mmdebstrap)
  ((${#wanted[@]})) || return 0
  if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    echo "not installed here: ${wanted[*]} (needs root and apt-get)"
    return 0
  fi
  echo "installing: ${wanted[*]}"
  # The tests start a server of their own; the package would make and start one too.
  if [[ " ${wanted[*]} " == *' postgresql '* && ! -e /etc/postgresql-common/createcluster.conf ]]; then
    mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${wanted[@]}"; } \
    >"$work/apt.log" 2>&1 </dev/null || { echo "could not install them:"; tail -n 3 "$work/apt.log"; }
}

# The counters of every results file, and the tests that did not run with their reasons.
count_results() {
  local file counters total run inconclusive good
  while IFS= read -r -d '' file; do
    counters=$(grep -o '<Counters [^>]*>' "$file" | head -n 1)
    attribute() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
    total=$(attribute total) run=$(attribute executed) good=$(attribute passed) inconclusive=$(attribute inconclusive)
    [[ -n $total && -n $run && -n $good ]] || { fail "results without counters: $file"; continue; }
    local idle=$((total - run + ${inconclusive:-0}))
    passed=$((passed + good)) skipped=$((skipped + idle)) failed=$((failed + total - good - idle))
    ((idle == 0)) || awk 'BEGIN { RS = "<UnitTestResult " }
      NR == 1 { next }
      { sub(/<\/UnitTestResult>.*/, "") }
      /outcome="(NotExecuted|Inconclusive)"/ {
        name = $0; sub(/.*testName="/, "", name); sub(/".*/, "", name)
        why = $0; if (!sub(/.*<(Message|StdOut)>/, "", why)) why = "no reason given"
        sub(/<\/(Message|StdOut)>.*/, "", why); gsub(/[\r\n]+/, " ", why)
        text = name ": " why
        gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&amp;/, "\\&", text)
        print "skipped: " text
      }' "$file"
  done < <(find "$work/results" -name '*.trx' -print0 2>/dev/null)
}

run_tests() {
  local arguments=(DataflowWrite.sln --no-build --configuration Release -m:1 --logger trx
    --logger 'console;verbosity=minimal' --results-directory "$work/results"
    --blame-hang-timeout 10m --blame-hang-dump-type none)
  if [[ -n $filter ]]; then
    arguments+=(--filter "($filter)&TestCategory!=Long")
  elif ! $long; then
    arguments+=(--filter 'TestCategory!=Long')
  fi
  local before=$failed code=0
  dotnet test "${arguments[@]}" </dev/null || code=$?
  count_results
  if ((code != 0 && failed == before)); then
    fail "dotnet test ended with exit code $code before all results were in"
  fi
}

# Publishes a project as a native program into a folder of $work; says why where that fails.
publish() {
  local project=$1 folder=$2 linker
  linker=$(command -v clang || command -v gcc) || { skip "native program of $project: needs clang or gcc"; return 1; }
  [[ -e /usr/include/zlib.h ]] || { skip "native program of $project: needs the headers of zlib (package zlib1g-dev)"; return 1; }
  if ! dotnet publish "$project" --configuration Release --use-current-runtime -p:PublishAot=true -warnaserror \
    -p:CppCompilerAndLinker="$(basename "$linker")" --artifacts-path "$work/native" --output "$work/$folder" \
    --verbosity quiet >"$work/publish.log" 2>&1 </dev/null; then
    tail -n 20 "$work/publish.log"
    if grep -q 'error NU1[13]01' "$work/publish.log"; then
      skip "native program of $project: the package of the native compiler cannot be restored here"
    else
      fail "native program of $project: publishing failed"
    fi
    return 1
  fi
}

# Generated records in a native program: written in each format, and the same when read back.
records() {
  local name="native program: records in each format"
  if "$work/records/PageViews" "$work/pageviews" </dev/null; then pass "$name"; else fail "$name"; fi
}

# The native program writes the sample as a dataset and reads it back: the same rows, known by their first column.
smoke() {
  local sample=samples/airports.csv out=$work/smoke
  local name="native program: write and cat of $sample"
  if ! "$DFW" write "$sample" --to "$out/" --format csv --compression zstd --partition-by state </dev/null ||
    ! "$DFW" cat "$out/" --format jsonl >"$work/smoke.jsonl" </dev/null; then
    fail "$name: exit code not 0"
    return
  fi
  tail -n +2 "$sample" | cut -d , -f 1 | LC_ALL=C sort >"$work/smoke.expected"
  sed -n 's/.*"iata":"\([^"]*\)".*/\1/p' "$work/smoke.jsonl" | LC_ALL=C sort >"$work/smoke.actual"
  if ! cmp -s "$work/smoke.expected" "$work/smoke.actual"; then
    fail "$name: $(wc -l <"$work/smoke.expected") rows in, $(wc -l <"$work/smoke.actual") rows back, or not the same"
  else
    pass "$name"
  fi
}

run_check() {
  local code=0
  (cd "$root" && "$1") </dev/null || code=$?
  case $code in
    0) pass "$(basename "$1")" ;;
    77) skip "$(basename "$1")" ;;
    *) fail "$(basename "$1"): exit code $code" ;;
  esac
}

command -v dotnet >/dev/null || { fail "the .NET SDK is not installed: 'dotnet' is not on PATH"; finish; }
install_missing

dotnet restore DataflowWrite.sln --verbosity quiet </dev/null || { fail "restore"; finish; }
if $all; then
  if dotnet format DataflowWrite.sln --no-restore --verify-no-changes </dev/null; then
    pass "formatting"
  else
    fail "formatting: run 'dotnet format DataflowWrite.sln'"
  fi
fi
dotnet build DataflowWrite.sln --no-restore --configuration Release -warnaserror --verbosity quiet </dev/null ||
  { fail "build"; finish; }

run_tests
if [[ -z $filter ]]; then
  if publish Pipeline.Cli bin; then
    export DFW=$work/bin/dfw
    smoke
  fi
  if publish samples/PageViews records; then records; fi
  for check in ${checks[@]+"${checks[@]}"}; do
    if [[ -n ${DFW:-} ]]; then run_check "$check"; else skip "$(basename "$check"): needs the native program"; fi
  done
fi
finish
