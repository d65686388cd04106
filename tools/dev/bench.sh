# shellcheck shell=bash
# ./dev bench: figures, each beside its limit or peer. Results belong into docs/benchmarks.md.

bench_class_path() {
  printf '%s' "$ROOT/bench/target/classes:$(cat "$ROOT/bench/target/class-path.txt")"
}

# [goal]: builds what is measured, without tests; the packaged application too, if the goal is package
build_bench() {
  local log=$ROOT/target/dev-bench.log
  run_maven "$log" "${1:-test-compile}" dependency:build-classpath -pl bench -am -DskipTests -Dspotless.check.skip=true \
    -Dmdep.outputFile=target/class-path.txt -Dmdep.includeScope=compile -DincludeTypes=jar,test-jar || {
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

# <main class> [arguments]: with the packaged application and an empty folder before them
bench_packaged() {
  local main=$1 folder=$ROOT/bench/target/${1##*.}
  shift
  build_bench package
  rm -rf "$folder"
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$(bench_class_path)" "dev.marque.bench.$main" \
    "$(application)/quarkus-run.jar" "$folder" "$@"
}

# [seconds of a round] [rounds]
bench_validate() {
  bench_packaged validate.ValidateBench "${1:-10}" "${2:-7}"
}

# [connections] [seconds of a part]
bench_connections() {
  bench_packaged connections.ConnectionsBench "${1:-10000}" "${2:-10}"
}

# [callers] [seconds of a round] [rounds]
bench_activate() {
  bench_packaged activate.ActivateBench "${1:-16}" "${2:-10}" "${3:-5}"
}

# [rounds] [seconds of load]
bench_start() {
  bench_packaged start.StartBench "${1:-5}" "${2:-10}"
}

# [seconds of an iteration] [iterations] [processes] [benchmark]
bench_jmh() {
  build_bench
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$(bench_class_path)" dev.marque.bench.jmh.JmhBench "${1:-1}" "${2:-5}" "${3:-3}" ${4:+"$4"}
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
    connections) bench_connections "$@" ;;
    activate) bench_activate "$@" ;;
    start) bench_start "$@" ;;
    jmh) bench_jmh "$@" ;;
    *) misuse "./dev bench license-scale [calls] [licenses]…, heartbeats [callers] [seconds] [rounds], license-batch [licenses]," \
      "validate [seconds] [rounds], connections [connections] [seconds], activate [callers] [seconds] [rounds]," \
      "start [rounds] [seconds], or jmh [seconds] [iterations] [processes]" "bench/README.md tells what each bench measures." ;;
  esac
}
