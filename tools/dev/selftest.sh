#!/usr/bin/env bash
# Tests of ./dev itself, in a scratch folder and without Maven. Its last line holds the counts; ./dev test adds them up.
# shellcheck disable=SC2016,SC2317 # some text must not be expanded; some functions stand in for real ones
set -u

PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/marque dev.XXXXXX")
trap 'rm -rf "$SCRATCH"' EXIT
PASSED=0 FAILED=0
unset MARQUE_BACKUP_STORE JAVA_HOME MARQUE_PORT MARQUE_DATA DATABASE_URL DATABASE_URL_FILE MARQUE_ADMIN_PASSWORD MARQUE_ADMIN_PASSWORD_FILE

ROOT=$SCRATCH/project
for part in say jdk maven build demo up test drill fuzz model advisories database backup cli edge javadoc housekeeping; do
  # shellcheck source=/dev/null
  . "$PROJECT/tools/dev/$part.sh"
done

# check <what> <expected> <actual>
check() {
  if [ "$2" = "$3" ]; then
    PASSED=$((PASSED + 1))
  else
    FAILED=$((FAILED + 1))
    printf 'FAILED %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3"
  fi
}

# check_has <what> <part> <whole>
check_has() {
  case $3 in
    *"$2"*) check "$1" '' '' ;;
    *) check "$1" "… $2 …" "$3" ;;
  esac
}

answer() {
  if "$@"; then printf 'yes'; else printf 'no'; fi
}

# ./dev of a copy of the project, so that its own state stays out of it
front_door() {
  bash "$ROOT/dev" "$@" 2>&1
}

fake_jdk() {
  mkdir -p "$1/bin"
  printf '#!/bin/sh\n' | tee "$1/bin/java" >"$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
  printf 'IMPLEMENTOR="Nobody"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
}

fake_project() {
  mkdir -p "$ROOT/.mvn" "$ROOT/tools" "$ROOT/kernel/src/main" "$ROOT/platform/src/main" "$ROOT/app/src/main/java" \
    "$ROOT/app/target/quarkus-app/app" "$ROOT/examples/demo/target" "$ROOT/client/cli/target/lib" \
    "$ROOT/kernel/src/test/java/dev/marque" "$ROOT/app/src/test/java/dev/marque"
  cp "$PROJECT/dev" "$ROOT/dev"
  cp -R "$PROJECT/tools/dev" "$ROOT/tools/dev"
  cp -R "$PROJECT/tools/dist" "$ROOT/tools/dist"
  touch "$ROOT/LICENSE"
  printf '<modules>\n  <module>kernel</module>\n  <module>platform</module>\n  <module>app</module>\n</modules>\n' >"$ROOT/pom.xml"
  touch "$ROOT/kernel/pom.xml" "$ROOT/app/pom.xml" "$ROOT/app/target/quarkus-app/quarkus-run.jar" \
    "$ROOT/app/target/quarkus-app/app/app.jar" "$ROOT/examples/demo/target/demo.jar" "$ROOT/client/cli/target/marque-cli.jar" "$ROOT/kernel/src/test/java/dev/marque/IdsTest.java" \
    "$ROOT/kernel/src/test/java/dev/marque/Samples.java" "$ROOT/app/src/test/java/dev/marque/ServerIT.java"
  printf 'class A {}\n' >"$ROOT/app/src/main/java/A.java"
}

test_jdk() {
  local places=$SCRATCH/jdks
  fake_jdk "$places/eight" 1.8.0_402
  fake_jdk "$places/seventeen" 17.0.15
  fake_jdk "$places/with blank" 25.0.3
  fake_jdk "$places/future" 27-ea
  mkdir -p "$places/runtime only/bin"
  jdk_places() { printf '%s\n' "$places/none" "$places/runtime only" "$places"/*; }
  jdk_on_path() { printf '%s\n' "$places/seventeen"; }

  check 'version of a JDK' 17 "$(jdk_version "$places/seventeen")"
  check 'version of an old JDK' 1 "$(jdk_version "$places/eight")"
  check 'version of an early-access JDK' 27 "$(jdk_version "$places/future")"
  check 'a folder without javac is no JDK' no "$(answer jdk_version "$places/runtime only")"
  check 'java on the PATH is too old: the oldest good one' "$places/with blank" "$(find_jdk)"
  check 'JAVA_HOME goes first' "$places/future" "$(JAVA_HOME=$places/future find_jdk)"
  check 'JAVA_HOME that is too old is passed over' "$places/with blank" "$(JAVA_HOME=$places/eight find_jdk)"
  jdk_on_path() { printf '%s\n' "$places/future"; }
  check 'java on the PATH goes before the usual places' "$places/future" "$(find_jdk)"
  jdk_on_path() { return 1; }
  jdk_places() { :; }
  check_has 'without a JDK, ways to get one' 'sdk install java' "$(require_jdk 2>&1)"
  check 'without a JDK, an exit code' no "$(answer eval '(require_jdk) 2>/dev/null')"
}

test_maven_version() {
  check '3.8.7 is enough' yes "$(answer maven_is_enough 3.8.7)"
  check '3.10.0 is enough' yes "$(answer maven_is_enough 3.10.0)"
  check '4.0.0 is enough' yes "$(answer maven_is_enough 4.0.0)"
  check '3.6.3 is not enough' no "$(answer maven_is_enough 3.6.3)"
  check 'options are added once' '-Xmx1g --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED' \
    "$(MAVEN_OPTS='-Xmx1g --sun-misc-unsafe-memory-access=allow' maven_options)"
  check 'progress: a module' '  2/7  Marque keys' \
    "$(printf '[INFO] Building Marque keys 0.1.0-SNAPSHOT       [2/7]\n[INFO] noise\n' | maven_progress)"
  check 'progress: a failure' '       failed in dev.marque.ATest' \
    "$(printf '[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 1 s <<< FAILURE! -- in dev.marque.ATest\n' | maven_progress)"
}

test_staleness() {
  check 'never built is stale' yes "$(answer is_stale)"
  remember_build "$(sources_sum)"
  check 'just built is not stale' no "$(answer is_stale)"
  touch "$ROOT/app/src/main/java/A.java"
  check 'a newer time alone is not stale' no "$(answer is_stale)"
  printf 'test\n' >"$ROOT/kernel/src/test/java/dev/marque/IdsTest.java"
  check 'a changed test is not stale' no "$(answer is_stale)"
  printf 'class A { int a; }\n' >"$ROOT/app/src/main/java/A.java"
  check 'a changed source is stale' yes "$(answer is_stale)"
  printf 'class A {}\n' >"$ROOT/app/src/main/java/A.java"
  check 'changed back is not stale' no "$(answer is_stale)"
  printf 'class B {}\n' >"$ROOT/kernel/src/main/B.java"
  check 'a new source is stale' yes "$(answer is_stale)"
  rm "$ROOT/kernel/src/main/B.java"
  printf '<x/>\n' >"$ROOT/kernel/pom.xml"
  check 'a changed POM is stale' yes "$(answer is_stale)"
  : >"$ROOT/kernel/pom.xml"
  printf 'x' >"$ROOT/app/target/quarkus-app/app/app.jar"
  check 'an application built by somebody else is stale' yes "$(answer is_stale)"
  : >"$ROOT/app/target/quarkus-app/app/app.jar"
  check 'the same application again is not stale' no "$(answer is_stale)"
  rm "$ROOT/app/target/quarkus-app/quarkus-run.jar"
  check 'a missing application is stale' yes "$(answer is_stale)"
}

test_fuzz() {
  check_has 'fuzz refuses a word as number' "'many' is not a number of requests" "$(front_door fuzz many)"
  check_has 'fuzz refuses a word as seed' "'x' is not a seed" "$(front_door fuzz 10 x)"
  check_has 'fuzz refuses a third argument' 'takes a number of requests and a seed' "$(front_door fuzz 1 2 3)"
  check 'none is not a number of requests' no "$(answer is_count 0)"
  printf '[INFO] Running dev.marque.app.fuzz.FuzzTest\nFuzzTest: seed 7, 10 requests in 1 s\n' >"$SCRATCH/fuzz.log"
  check 'what a run measured' 'FuzzTest: seed 7, 10 requests in 1 s' "$(fuzz_figures "$SCRATCH/fuzz.log")"
}

test_model() {
  check_has 'model refuses a word as number' "'many' is not a number of steps" "$(front_door model many)"
  check_has 'model refuses a word as seed' "'x' is not a seed" "$(front_door model 10 x)"
  check_has 'model refuses a third argument' 'takes a number of steps and a seed' "$(front_door model 1 2 3)"
  printf '500 steps so far\n[INFO] WholeModelTest: seed 7, 10 steps in 1 s\n' >"$SCRATCH/model.log"
  check 'what a run measured' 'WholeModelTest: seed 7, 10 steps in 1 s' "$(model_figures "$SCRATCH/model.log")"
}

test_advisories() {
  check_has 'advisories refuses what is no address' "'osv' is no address" "$(front_door advisories osv)"
  check_has 'advisories refuses a second argument' 'takes one address' "$(front_door advisories http://a http://b)"
  printf '[INFO] Running\nAdvisories: 1 for 2 libraries\n' >"$SCRATCH/advisories.log"
  check 'what was found' '1 for 2 libraries' "$(advisory_lines "$SCRATCH/advisories.log")"
}

test_ports() {
  local port output
  check '8080 is a port' yes "$(answer is_port_number 8080)"
  check '0 is no port' no "$(answer is_port_number 0)"
  check '65536 is no port' no "$(answer is_port_number 65536)"
  check 'a word is no port' no "$(answer is_port_number http)"
  check_has 'up refuses a word as port' "'http' is not a port" "$(front_door up --port http)"
  check_has 'up refuses unknown options' "no option '--fast'" "$(front_door up --fast)"
  port=$(free_port)
  check 'nobody listens on a free port' no "$(answer port_is_taken "$port")"
  output=$(port_is_taken() { :; } && port_holder() { printf 'nginx, process 42\n'; } && refuse_taken_port 8080 2>&1)
  check_has 'a taken port is named with its holder' 'Port 8080 is taken by nginx, process 42.' "$output"
  check_has 'a taken port comes with a way out' 'MARQUE_PORT=8081 ./dev up' "$output"
  output=$(port_is_taken() { :; } && port_holder() { :; } && refuse_taken_port 8080 2>&1)
  check_has 'a taken port without a known holder' 'Port 8080 is taken.' "$output"
}

free_port() {
  local port=$((20000 + RANDOM % 20000))
  while port_is_taken "$port"; do port=$((port + 1)); done
  printf '%s' "$port"
}

# A listener of the JDK on a port of its own choice; ./dev up and ./dev sh are sent there
test_listener() {
  local jdk listener port='' tries=0
  jdk=$(find_jdk) || return 0
  "$jdk/bin/jwebserver" -p 0 -d "$SCRATCH" >"$SCRATCH/listener" 2>&1 &
  listener=$!
  while [ -z "$port" ] && [ $tries -lt 50 ]; do
    sleep 0.1
    tries=$((tries + 1))
    port=$(sed -n 's/.*port \([0-9]\{1,\}\).*/\1/p' "$SCRATCH/listener" | head -n 1)
  done
  check_has 'up on a port that is really taken' "Port $port is taken" "$(JAVA_HOME=$jdk MARQUE_PORT=$port front_door up)"
  fake_psql
  embedded_data "$port"
  check 'psql with what the data folder says' "postgressecret$port -c x" "$(MARQUE_DATA=$SCRATCH/data shell_with_fake_psql -c x)"
  kill "$listener"
  wait "$listener" 2>/dev/null
}

test_counts() {
  local reports=$ROOT/kernel/target/surefire-reports
  mkdir -p "$reports" "$ROOT/app/target/failsafe-reports"
  cat >"$reports/TEST-a.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0.2" name="a" time="0.1" tests="10" errors="1" skipped="2" failures="3" flakes="0">
  <testcase name="quotes"><system-out><![CDATA[<testsuite tests="1000" errors="0" skipped="0" failures="0">]]></system-out></testcase>
</testsuite>
XML
  cat >"$reports/TEST-b.xml" <<'XML'
<testsuite name="b"
    tests="5"
    errors="0" skipped="0" failures="0"/>
XML
  printf '<testsuite name="c" tests="7" errors="0" skipped="1" failures="0">' >"$ROOT/app/target/failsafe-reports/TEST-c.xml"
  check 'counts of a module' '9 4 2' "$(count_module "$ROOT/kernel")"
  check 'counts of a module without reports' '0 0 0' "$(count_module "$ROOT/platform")"
  check 'the line with the modules' 'kernel 15, app 7' "$(count_modules | describe_counts)"
  check 'the line with the counts' '15 passed, 4 failed, 3 skipped' "$(count_modules | sum_counts)"
  check 'the line with the counts of nothing' '0 passed, 0 failed, 0 skipped' "$(sum_counts </dev/null)"
  remove_reports
  check 'stale reports are removed' '' "$(count_modules)"
  check 'seconds' '59 s' "$(duration 59)"
  check 'minutes' '2 min 5 s' "$(duration 125)"
}

test_selection() {
  select_tests kernel
  check 'a module: its test classes and nothing else' 'kernel dev.marque.IdsTest ' \
    "$SELECTED_MODULES $SELECTED_UNIT $SELECTED_INTEGRATION"
  SELECTED_MODULES='' SELECTED_UNIT='' SELECTED_INTEGRATION=''
  select_tests 'IdsTest#sorted' dev.marque.ServerIT
  check 'modules of the classes' 'kernel,app' "$SELECTED_MODULES"
  check 'a method' 'dev.marque.IdsTest#sorted' "$SELECTED_UNIT"
  check 'an integration test' 'dev.marque.ServerIT' "$SELECTED_INTEGRATION"
  check_has 'an unknown test: the modules' 'Modules: kernel platform app' "$(front_door test Nothing)"
  check_has 'an unknown test: what is alike' 'Did you mean: IdsTest' "$(front_door test ids)"
  check_has 'a module without tests' 'platform has no tests' "$(front_door test platform)"
}

test_migrations() {
  local folder=$ROOT/platform/src/main/resources/db/migration/platform file
  file=$(front_door migration platform add_tags)
  check 'a migration is written' yes "$(answer test -f "$ROOT/$file")"
  check 'a migration is in the index' "${file##*/}" "$(cat "$folder/index.txt")"
  front_door migration platform add_more >/dev/null
  check 'two migrations of one minute differ in version' 2 "$(sed 's/__.*//' "$folder/index.txt" | sort -u | wc -l | tr -d ' ')"
  printf 'V1__old.sql' >"$folder/index.txt"
  front_door migration platform add_again >/dev/null
  check 'an index without a last line end' 2 "$(wc -l <"$folder/index.txt" | tr -d ' ')"
  check_has 'a room without tables' "no room 'kernel'" "$(front_door migration kernel add_tags)"
  check_has 'a bad name' 'no name for a migration' "$(front_door migration platform 'Add tags')"
  check_has 'no room and nobody to ask' 'Rooms: platform' "$(front_door migration add_tags </dev/null)"
}

test_shell() {
  fake_psql
  check 'psql with DATABASE_URL' '- postgresql://h/d' "$(DATABASE_URL=jdbc:postgresql://h/d shell_with_fake_psql)"
  printf 'postgresql://from/file\n' >"$SCRATCH/url"
  check 'psql with DATABASE_URL_FILE' '- postgresql://from/file' "$(DATABASE_URL_FILE=$SCRATCH/url shell_with_fake_psql)"
  check_has 'psql without a data folder' 'No database is running' "$(MARQUE_DATA=$SCRATCH/no shell_with_fake_psql)"
  embedded_data "$(free_port)"
  check_has 'psql without a server' 'No database is running' "$(MARQUE_DATA=$SCRATCH/data shell_with_fake_psql)"
}

# <port>
embedded_data() {
  mkdir -p "$SCRATCH/data"
  printf '%s\n' "$1" >"$SCRATCH/data/postgres.port"
  printf 'secret\n' >"$SCRATCH/data/postgres.password"
}

# In subshells: what is chosen is exported
test_demo() {
  check 'a random password' 20 "$(random_password | wc -c | tr -d ' ')"
  check_has 'the demo at the first start: the password is shown' 'password  ' \
    "$(MARQUE_DATA=$SCRATCH/new require_demo_password)"
  check 'the demo with a password says nothing' '' \
    "$(MARQUE_DATA=$SCRATCH/new MARQUE_ADMIN_PASSWORD=known require_demo_password)"
  printf 'from a file\n' >"$SCRATCH/password"
  check 'the demo with a password in a file' 'from a file' \
    "$(export MARQUE_ADMIN_PASSWORD_FILE="$SCRATCH/password" && require_demo_password && printf '%s' "$MARQUE_ADMIN_PASSWORD")"
  mkdir -p "$SCRATCH/used/postgres"
  check_has 'the demo at a later start asks for the password' 'MARQUE_ADMIN_PASSWORD=' \
    "$(MARQUE_DATA=$SCRATCH/used require_demo_password 2>&1)"
  check_has 'the demo on somebody'"'"'s database asks for the password' 'MARQUE_ADMIN_PASSWORD=' \
    "$(MARQUE_DATA=$SCRATCH/new DATABASE_URL=postgresql://h/d require_demo_password 2>&1)"
}

fake_psql() {
  mkdir -p "$SCRATCH/bin"
  printf '#!/bin/sh\nprintf "%%s %%s" "${PGUSER:-}${PGPASSWORD:-}${PGPORT:--}" "$*"\n' >"$SCRATCH/bin/psql"
  chmod +x "$SCRATCH/bin/psql"
}

shell_with_fake_psql() {
  PATH=$SCRATCH/bin:$PATH front_door sh "$@"
}

# A JDK whose java says what it was told
test_backup() {
  local jdk=$SCRATCH/told
  fake_jdk "$jdk" 25.0.1
  printf '#!/bin/sh\nprintf "%%s: " "$MARQUE_BACKUP_STORE"; while [ "$1" != -jar ]; do shift; done; shift 2; echo "$@"\n' \
    >"$jdk/bin/java"
  touch "$(application)/quarkus-run.jar"
  remember_build "$(sources_sum)"
  check 'a backup goes beside the data' "$SCRATCH/d-backups: backup" \
    "$(JAVA_HOME=$jdk MARQUE_DATA=$SCRATCH/d front_door backup)"
  check 'a backup goes where one says' '/b: backup --list' \
    "$(JAVA_HOME=$jdk MARQUE_BACKUP_STORE=/b front_door backup --list)"
  check 'a restore hands over what was asked for' '/b: restore latest --overwrite' \
    "$(JAVA_HOME=$jdk MARQUE_BACKUP_STORE=/b front_door restore --overwrite latest)"
  check_has 'a restore of nothing' 'Say which backup' "$(front_door restore)"
  check_has 'a restore of two' 'takes one backup' "$(front_door restore a b)"
  check_has 'a restore with a misspelt option' "no option '--overwite'" "$(front_door restore latest --overwite)"
  check_has 'a backup of something' 'nothing but --list' "$(front_door backup all)"
  check 'an edge server is asked how it stands' '/b: edge status' \
    "$(JAVA_HOME=$jdk MARQUE_BACKUP_STORE=/b front_door edge status)"
  check_has 'an edge server without a file' 'takes request, install <file>' "$(front_door edge install)"
}

# A JDK whose java says what it was told, and whose jlink makes a runtime with that java in it
test_cli() {
  local jdk=$SCRATCH/linker folder
  fake_jdk "$jdk" 25.0.1
  printf '#!/bin/sh\nfor word; do last=$word; done; case $* in *-version*) ;; *) printf "%%s\\n" "$*" ;; esac\n' >"$jdk/bin/java"
  printf '#!/bin/sh\nwhile [ "$1" != --output ]; do shift; done; mkdir -p "$2/bin"; cp "%s/bin/java" "$2/bin/java"\n' "$jdk" \
    >"$jdk/bin/jlink"
  chmod +x "$jdk/bin/jlink"
  remember_build "$(sources_sum)"
  check_has 'the command line gets its words' 'marque-cli.jar licenses list -o json' \
    "$(JAVA_HOME=$jdk front_door cli licenses list -o json)"
  check_has 'the command line knows the server' 'quarkus-run.jar -jar' "$(JAVA_HOME=$jdk front_door cli backup)"
  check_has 'dist takes no words' 'takes nothing' "$(JAVA_HOME=$jdk front_door dist all)"
  check_has 'dist says what it made' '.tar.gz' "$(JAVA_HOME=$jdk front_door dist)"
  folder=$(echo "$ROOT"/target/dist/marque-*/)
  check 'dist: the server' yes "$(answer test -f "$folder/server/quarkus-run.jar")"
  check 'dist: libraries of the command line' yes "$(answer test -d "$folder/cli/lib")"
  check_has 'dist: completion was written' 'completion fish' "$(cat "$folder/share/completion/marque.fish")"
  ln -s "$folder/bin/marque" "$SCRATCH/marque link"
  check_has 'the start script finds its place behind a link' "$(cd "$folder" && pwd -P)/cli/marque-cli.jar doctor" \
    "$("$SCRATCH/marque link" doctor)"
  check_has 'the server'"'"'s script finds its jar' 'server/quarkus-run.jar backup' "$("$folder/bin/marque-server" backup)"
  rm "$jdk/bin/jlink"
  check_has 'dist without jlink' 'has no jlink' "$(JAVA_HOME=$jdk front_door dist)"
}

# In subshells: Maven is replaced by an echo
test_faults() {
  local said
  check_has 'faults of a word' "'many' is no number of rounds" "$(front_door faults many)"
  check_has 'faults with a word as seed' "'x' is no seed" "$(front_door faults 6 x)"
  check_has 'faults in too few rounds for all kinds' 'at least 6 rounds' "$(front_door faults 5)"
  said=$(
    mount() { return 0; }
    umount() { return 0; }
    run_maven() { printf '%s\n' "$*" >"$ROOT/app/target/fault-drill.txt"; }
    faults 7 42 2>&1
  )
  check_has 'faults: rounds' '-Ddrill.rounds=7' "$said"
  check_has 'faults: seed' '-Ddrill.seed=42' "$said"
  check_has 'faults: a disk that can be filled' "-Ddrill.folder=$ROOT/target/fault-disk" "$said"
  said=$(mount() { return 1; } && faults 7 42 2>&1)
  check_has 'faults without a small disk' 'Set MARQUE_FAULT_DISK' "$said"
  said=$(
    run_maven() { printf '%s\n' "$*" >"$ROOT/app/target/fault-drill.txt"; }
    MARQUE_FAULT_DISK=$SCRATCH/small faults 7 42 2>&1
  )
  check_has 'faults: a small disk of one'"'"'s own' "-Ddrill.folder=$SCRATCH/small" "$said"
  check 'faults: it stays' yes "$(answer test -d "$SCRATCH/small")"
}

test_crowd() {
  local said
  check_has 'a crowd of a word' "'many' is no number of connections" "$(front_door crowd many)"
  check_has 'a rush of a word' "'x' is no number of callers" "$(front_door crowd 10 x)"
  said=$(run_maven() { shift && printf '| %s |\n' "$*" >"$ROOT/target/dev-crowd.log"; } && mkdir -p "$ROOT/target" && crowd 70 80)
  check_has 'a crowd: connections' '-Dcrowd.idle=70' "$said"
  check_has 'a crowd: callers' '-Drush.size=80' "$said"
  said=$(
    ulimit() { echo 8500; }
    run_maven() { return 0; }
    touch "$ROOT/target/dev-crowd.log"
    crowd 2>&1
  )
  check_has 'a crowd that the machine allows' 'there will be 5000 idle connections' "$said"
}

test_drill() {
  local said
  check_has 'a drill of a word' "'many' is no number of rounds" "$(front_door drill many)"
  check_has 'a drill of no rounds' "'0' is no number of rounds" "$(front_door drill 0)"
  check_has 'a drill with a word as seed' "'x' is no seed" "$(front_door drill 3 x)"
  check_has 'a drill of three numbers' 'drill [rounds] [seed]' "$(front_door drill 1 2 3)"
  said=$(run_maven() { printf '%s\n' "$*" >"$ROOT/app/target/crash-drill.txt"; } && drill 7 42)
  check_has 'a drill: rounds' '-Ddrill.rounds=7' "$said"
  check_has 'a drill: seed' '-Ddrill.seed=42' "$said"
  said=$(run_maven() { return 1; } && explain_maven_failure() { :; } && drill 7 42 2>&1)
  check_has 'a drill that fails says how to repeat it' './dev drill 7 42' "$said"
}

test_front_door() {
  check_has 'an unknown command' "no command 'fly'" "$(front_door fly)"
  check_has 'serving what was never built' 'Nothing was built yet' "$(ROOT=$SCRATCH/none require_build 2>&1)"
  front_door fly >/dev/null
  check 'an unknown command: exit code' 2 $?
  check_has 'help' 'migration <room> <name>' "$(front_door help)"
  check 'no colours without a terminal' '' "$BOLD$RED$PLAIN$ERASE"
  check_has 'clean leaves the data' 'data in' "$(front_door clean)"
  check 'clean removes what was built' no "$(answer test -d "$ROOT/app/target")"
}

fake_project
test_staleness
test_ports
test_fuzz
test_model
test_advisories
test_listener
test_counts
test_selection
test_migrations
test_shell
test_demo
test_backup
test_cli
test_drill
test_faults
test_crowd
test_front_door
test_maven_version
test_jdk # last: it replaces how a JDK is found
printf '%d passed, %d failed\n' "$PASSED" "$FAILED"
[ "$FAILED" -eq 0 ]
