# shellcheck shell=bash
# ./dev fuzz: the random requests of FuzzTest, in a long run.

FUZZ_REQUESTS=100000

is_count() {
  case $1 in
    '' | *[!0-9]*) return 1 ;;
    *) [ "${#1}" -le 9 ] && [ "$1" -ge 1 ] ;;
  esac
}

# <log> -> what the run measured
fuzz_figures() {
  sed -n 's/^.*\(FuzzTest: seed .*\)$/\1/p' "$1"
}

# [requests] [seed]
fuzz() {
  local requests=${1:-$FUZZ_REQUESTS} seed=${2:-$RANDOM} log=$ROOT/target/dev-fuzz.log status=0
  [ $# -le 2 ] || misuse "./dev fuzz takes a number of requests and a seed."
  is_count "$requests" || misuse "'$requests' is not a number of requests."
  is_count "$seed" || misuse "'$seed' is not a seed: a number from 1 to 999999999."
  headline "$requests requests, seed $seed"
  run_maven "$log" test -pl app -am -Dspotless.check.skip=true -Dtest=FuzzTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dfuzz.requests="$requests" -Dfuzz.seed="$seed" || status=$?
  fuzz_figures "$log"
  [ $status -eq 0 ] || explain_maven_failure "$log"
  return $status
}
