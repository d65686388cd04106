# shellcheck shell=bash
# ./dev drill: the crash drill of the suite with more rounds.

DRILL_ROUNDS=50

is_whole_number() {
  case $1 in '' | *[!0-9]*) return 1 ;; esac
  [ "${#1}" -le 18 ]
}

# [rounds] [seed]
drill() {
  local rounds=${1:-$DRILL_ROUNDS} seed=${2:-$RANDOM$RANDOM} log=$ROOT/target/dev-drill.log report=$ROOT/app/target/crash-drill.txt
  [ $# -le 2 ] || misuse "./dev drill [rounds] [seed]"
  if ! is_whole_number "$rounds" || [ "$rounds" -eq 0 ]; then misuse "'$rounds' is no number of rounds."; fi
  is_whole_number "$seed" || misuse "'$seed' is no seed: a whole number."
  headline "Killing Marque $rounds times; seed $seed"
  rm -f "$report"
  run_maven "$log" verify -pl app -am -Dspotless.check.skip=true -Dtest="$NO_CLASS" -Dit.test=CrashDrillIT \
    -Ddrill.rounds="$rounds" -Ddrill.seed="$seed" || {
    explain_maven_failure "$log"
    die "The drill failed. The same pauses again: ./dev drill $rounds $seed"
  }
  cat "$report"
}
