# shellcheck shell=bash
# ./dev model: the random histories of WholeModelTest, in a long run.

MODEL_STEPS=100000

# <log> -> what the run measured
model_figures() {
  sed -n 's/^.*\(WholeModelTest: seed .*\)$/\1/p' "$1"
}

# [steps] [seed]
model() {
  local steps=${1:-$MODEL_STEPS} seed=${2:-$RANDOM} log=$ROOT/target/dev-model.log status=0
  [ $# -le 2 ] || misuse "./dev model takes a number of steps and a seed."
  is_count "$steps" || misuse "'$steps' is not a number of steps."
  is_count "$seed" || misuse "'$seed' is not a seed: a number from 1 to 999999999."
  headline "$steps steps, seed $seed"
  run_maven "$log" test -pl licensing -am -Dspotless.check.skip=true -Dtest=WholeModelTest \
    -Dsurefire.failIfNoSpecifiedTests=false -Dmodel.steps="$steps" -Dmodel.seed="$seed" || status=$?
  model_figures "$log"
  [ $status -eq 0 ] || explain_maven_failure "$log"
  return $status
}
