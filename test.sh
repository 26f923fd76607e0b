#!/usr/bin/env bash
# Builds and runs the tests. The last line is 'N passed, N failed'.
#
#   ./test.sh                     all of them
#   ./test.sh smoke               the quick ones that touch every part
#   ./test.sh engine              the engine's, which need no database
#   ./test.sh quality             how often the rules are right on the corpus, respelled and on ordinary lines; each bar counts as a test
#   ./test.sh names                how well names are compared: labelled pairs, a whole list respelled, ordinary names; each bar counts as a test
#   ./test.sh bench [load [SECONDS]|parts|batch|stream|mixed|kills [ROWS]] [--compare FILE]  measures single requests beside an echo of them and
#                                 a plain INSERT, batches and streams beside what their parts reach alone; no tests. FILE, an earlier run's
#                                 figures: fails where a ratio fell by more than 15 %; two files are compared without a run
#   ./test.sh bench growth        how the cost of a line grows with rules, lists and input; renews docs/performance.md; no tests
#   ./test.sh bench names [QUERIES]  measures looking parties up in lists beside other ways to do it; no tests
#   ./test.sh [...] -- ARGUMENTS  with arguments for the test programs, e.g. -- -class '*Eccn*' (-? lists them)
#
# Database: TEST_POSTGRES (a superuser's connection string) if set, else a container, else PostgreSQL on this machine;
# TEST_DATABASE=container|local forces one of the latter two. The output says which was taken.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source .ci/sdk.sh

usage() { sed -n '2,/^set/{/^#/!d;s/^# \{0,1\}//;p}' "$0" >&2; exit 2; }

projects=(tests/Screening.Engine.Tests tests/ScreeningApi.Tests)
target=ScreeningApi.sln
measures=()
everything=true # each project must then have run some test
arguments=(-noLogo -noColor)
case ${1:-} in
  smoke) everything=false arguments+=(-trait Category=Smoke); shift ;;
  names) projects=() target=tests/Screening.Evaluation measures=("$@"); set -- ;;
  quality) projects=() target=tests/Screening.Evaluation measures=(quality); shift ;;
  bench)
    [[ ${2:-load} =~ ^(load|growth|parts|batch|stream|mixed|kills|names|--compare)$ ]] || usage # before a minute of building
    projects=() target=tests/Screening.Benchmarks measures=("$@"); set -- ;;
  engine) projects=(tests/Screening.Engine.Tests) target=${projects[0]}; shift ;;
esac
if [[ ${1:-} == -- ]]; then
  shift
  everything=false arguments+=("$@")
elif [[ $# -gt 0 ]]; then
  usage
fi

passed=0 failed=0 skipped=0

# Engines up to version 24 refuse the API version that the container library asks for unless it is told theirs.
speak_to_old_engines() {
  local api
  api=$(docker version --format '{{.Server.APIVersion}}' 2>/dev/null) || return 0
  [[ ${api#1.} -ge 44 ]] || export DOCKER_API_VERSION=$api
}

# One figure of the closing line '   NAME  Total: 10, Errors: 0, Failed: 0, Skipped: 0, ...' ('Total: 0' alone if none ran).
count() {
  local figure
  figure=$(grep '^   .*  Total: ' "$2" | tail -1 | grep -o "$1: [0-9]*") || figure=0
  echo "${figure##* }"
}

run_project() {
  local name=${1##*/} log began=$SECONDS status=0 total=0 broken=0
  log=$(mktemp)
  echo "== $name"
  dotnet exec "$1/bin/Release/net10.0/$name.dll" "${arguments[@]}" 2>&1 | tee "$log" || status=$?
  total=$(count Total "$log")
  broken=$(($(count Failed "$log") + $(count Errors "$log")))
  skipped=$((skipped + $(count Skipped "$log")))
  passed=$((passed + total - $(count Failed "$log") - $(count Skipped "$log")))
  if [[ $status != 0 && $broken == 0 ]]; then
    echo "$name ended with exit code $status"
    broken=1
  elif [[ $total == 0 && $everything == true ]]; then
    echo "$name ran no test"
    broken=1
  fi
  failed=$((failed + broken))
  rm -f "$log"
  echo "== $name: $total tests in $((SECONDS - began)) s"
}

finish() {
  [[ $skipped == 0 ]] && echo "$passed passed, $failed failed" || echo "$passed passed, $failed failed, $skipped skipped"
  [[ $failed == 0 && $passed -gt 0 ]] || exit 1
}

ensure_sdk
echo "Building $target ..."
if ! dotnet build "$target" -c Release --nologo -v quiet '-clp:ErrorsOnly;NoSummary'; then
  echo "the build failed"
  failed=1
  finish
fi
if [[ $target == tests/Screening.Benchmarks && $(uname -sm) == "Linux x86_64" ]]; then # measured as the image has it
  dotnet publish src/ScreeningApi -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o artifacts/bench/service --nologo -v quiet '-clp:ErrorsOnly;NoSummary'
fi
if [[ ${#measures[@]} -gt 0 ]]; then
  exec dotnet exec "$target/bin/Release/net10.0/${target##*/}.dll" "${measures[@]}" # quality ends with the same closing line
fi
speak_to_old_engines
for project in "${projects[@]}"; do run_project "$project"; done
finish
