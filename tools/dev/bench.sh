# shellcheck shell=bash
# ./dev bench: figures, each beside its limit or peer. Results belong into docs/benchmarks.md.

bench_class_path() {
  printf '%s' "$ROOT/bench/target/classes:$(cat "$ROOT/bench/target/class-path.txt")"
}

# Builds what is measured, without tests.
build_bench() {
  local log=$ROOT/target/dev-bench.log
  run_maven "$log" test-compile dependency:build-classpath -pl bench -am -Dspotless.check.skip=true \
    -Dmdep.outputFile=target/class-path.txt -Dmdep.includeScope=compile || {
    explain_maven_failure "$log"
    die "The bench could not be built."
  }
}

# [calls and sizes, fewest first]
bench_license_scale() {
  local calls=${1:-1000}
  [ $# -eq 0 ] || shift
  [ $# -gt 0 ] || set -- 1000 100000 1000000
  build_bench
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$(bench_class_path)" \
    dev.marque.bench.scale.LicenseScale "$ROOT/bench/target/license-scale" "$calls" "$@"
}

# [callers] [seconds] [rounds]
bench_heartbeats() {
  build_bench
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$(bench_class_path)" \
    dev.marque.bench.heartbeat.HeartbeatBench "$ROOT/bench/target/heartbeats" 10000 "${1:-500}" "${2:-10}" "${3:-5}"
}

# [licenses]
bench_license_batch() {
  build_bench
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$(bench_class_path)" \
    dev.marque.bench.batch.LicenseBatch "$ROOT/bench/target/license-batch" "${1:-10000}"
}

# [seconds of a round] [rounds]
bench_validate() {
  local folder=$ROOT/bench/target/validate log=$ROOT/target/dev-bench.log
  build_bench
  run_maven "$log" package -pl app -am -DskipTests -Dspotless.check.skip=true || {
    explain_maven_failure "$log"
    die "The application could not be packaged."
  }
  rm -rf "$folder"
  "$JAVA_HOME/bin/java" -cp "$(bench_class_path)" dev.marque.bench.validate.ValidateBench \
    "$ROOT/app/target/quarkus-app/quarkus-run.jar" "$folder" "${1:-10}" "${2:-7}"
}

# <name> [arguments]
bench() {
  local name=${1:-}
  [ $# -eq 0 ] || shift
  case $name in
    license-scale) bench_license_scale "$@" ;;
    heartbeats) bench_heartbeats "$@" ;;
    license-batch) bench_license_batch "$@" ;;
    validate) bench_validate "$@" ;;
    *) misuse "./dev bench license-scale [calls] [licenses]…, heartbeats [callers] [seconds] [rounds], license-batch [licenses]," \
      "or validate [seconds] [rounds]" "bench/README.md tells what each bench measures." ;;
  esac
}
