# shellcheck shell=bash
# ./dev test: Maven runs the tests, their XML reports are counted, the counts are the last line.

# Reports of earlier runs would be counted along.
remove_reports() {
  local module
  modules | while IFS= read -r module; do
    rm -rf "$ROOT/$module/target/surefire-reports" "$ROOT/$module/target/failsafe-reports"
  done
}

# Classes of tests that were deleted or renamed would run along: Maven leaves them when a module's last test goes.
remove_test_classes() {
  local module
  modules | while IFS= read -r module; do
    rm -rf "$ROOT/$module/target/test-classes"
  done
}

# XML reports as arguments -> "passed failed skipped"
count_reports() {
  # A report's first element carries the totals; what follows may quote anything.
  awk -v RS='>' '
    function attribute(name) {
      return match($0, "[ \n\t]" name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0
    }
    FNR == 1 { counted = 0 }
    /<testsuite[ \n\t]/ && !counted {
      counted = 1
      total += attribute("tests")
      failed += attribute("failures") + attribute("errors")
      skipped += attribute("skipped")
    }
    END { printf "%d %d %d\n", total - failed - skipped, failed, skipped }' "$@" </dev/null
}

# <folder of a module> -> "passed failed skipped"
count_module() {
  local report
  set -- "$1"/target/surefire-reports/TEST-*.xml "$1"/target/failsafe-reports/TEST-*.xml
  for report in "$@"; do
    shift
    [ ! -f "$report" ] || set -- "$@" "$report"
  done
  if [ $# -eq 0 ]; then
    printf '0 0 0\n'
  else
    count_reports "$@"
  fi
}

# Lines "<module> <passed> <failed> <skipped>", of modules in which a test ran
count_modules() {
  local module counts
  modules | while IFS= read -r module; do
    counts=$(count_module "$ROOT/$module")
    [ "$counts" = '0 0 0' ] || printf '%s %s\n' "$module" "$counts"
  done
}

# Lines of count_modules -> the line with the modules
describe_counts() {
  awk '{ printf "%s%s %d", (NR > 1 ? ", " : ""), $1, $2 + $3 + $4 } END { if (!NR) printf "nothing ran" }'
}

# Lines of count_modules -> "N passed, N failed, N skipped"
sum_counts() {
  awk '{ p += $2; f += $3; s += $4 } END { printf "%d passed, %d failed, %d skipped\n", p, f, s }'
}

# <module> -> its test classes, one a line, fully qualified
test_classes() {
  local folder=$ROOT/$1/src/test/java
  [ -d "$folder" ] || return 0
  (cd "$folder" && find . -name '*.java' -type f) | sed -e 's:^\./::' -e 's:\.java$::' -e 's:/:.:g' | LC_ALL=C sort
}

# The names that Surefire (unit) and Failsafe (integration) take by default
test_kind() {
  case ${1##*.} in
    IT* | *IT | *ITCase) printf 'integration' ;;
    Test* | *Test | *Tests | *TestCase) printf 'unit' ;;
    *) printf 'none' ;;
  esac
}

is_module() {
  modules | grep -qxF -- "$1"
}

# What ./dev test was asked for, gathered for Maven
SELECTED_MODULES='' SELECTED_UNIT='' SELECTED_INTEGRATION=''

# <module> <class> [#method]
select_class() {
  case ,$SELECTED_MODULES, in
    *",$1,"*) ;;
    *) SELECTED_MODULES=${SELECTED_MODULES:+$SELECTED_MODULES,}$1 ;;
  esac
  case $(test_kind "$2") in
    integration) SELECTED_INTEGRATION=${SELECTED_INTEGRATION:+$SELECTED_INTEGRATION,}$2${3:-} ;;
    *) SELECTED_UNIT=${SELECTED_UNIT:+$SELECTED_UNIT,}$2${3:-} ;;
  esac
}

select_module() {
  local class found=false
  while IFS= read -r class; do
    if [ -n "$class" ] && [ "$(test_kind "$class")" != none ]; then
      found=true
      select_class "$1" "$class"
    fi
  done <<CLASSES
$(test_classes "$1")
CLASSES
  $found || misuse "The module $1 has no tests."
}

# <TestName>[#method]
select_by_name() {
  local name=${1%%#*} method='' module class found=false
  case $1 in *'#'*) method="#${1#*#}" ;; esac
  while IFS= read -r module; do
    while IFS= read -r class; do
      if [ "$class" = "$name" ] || [ "${class##*.}" = "$name" ]; then
        found=true
        select_class "$module" "$class" "$method"
      fi
    done <<CLASSES
$(test_classes "$module")
CLASSES
  done <<MODULES
$(modules)
MODULES
  $found || unknown_test "$name"
}

unknown_test() {
  local module alike
  alike=$(modules | while IFS= read -r module; do test_classes "$module"; done | grep -iF -- "$1" | head -n 5) || alike=
  misuse "There is no module and no test class '$1'." \
    "Modules: $(modules | tr '\n' ' ')" \
    "${alike:+Did you mean: $(printf '%s' "$alike" | sed 's/.*\.//' | tr '\n' ' ')}"
}

select_tests() {
  local wanted
  for wanted in "$@"; do
    case $wanted in -*) misuse "./dev test has no option '$wanted'." "./dev help lists what it has." ;; esac
    if is_module "$wanted"; then
      select_module "$wanted"
    else
      select_by_name "$wanted"
    fi
  done
}

# Names no class: whatever is not asked for stays out, also in the modules that are only built along.
NO_CLASS=NoTestOfThisName

run_selected_tests() {
  local goal=test
  [ -z "$SELECTED_INTEGRATION" ] || goal=verify
  run_maven "$1" "$goal" -pl "$SELECTED_MODULES" -am -Dspotless.check.skip=true \
    -Dtest="${SELECTED_UNIT:-$NO_CLASS}" -Dit.test="${SELECTED_INTEGRATION:-$NO_CLASS}"
}

# For a Maven that finds everything built: it only runs tests.
ONLY_TESTS='-Dtests.compiled=true -Dmaven.main.skip=true -Dmaven.resources.skip=true -Djandex.skip=true -Dspotless.check.skip=true
  -Dquarkus.generate-code.skip=true -Dquarkus.build.skip=true --fail-at-end'

# <log> of the lane beside
rooms_log() {
  printf '%s' "${1%.log}-rooms.log"
}

# <log>; the exit code is Maven's. A suite that passed has built the application too.
# All is built first. Then two lanes have a core each: the application's tests (one JVM, for one Quarkus), and those of the
# rooms followed by those of the packaged application.
run_whole_suite() {
  local sources status=0 rooms
  rooms=$(rooms_log "$1")
  sources=$(sources_sum)
  remove_test_classes
  # Two modules at a time: most of compiling keeps one core busy.
  run_maven "$1" -T 2 package -DskipTests || return $?
  # shellcheck disable=SC2086 # options are split at blanks on purpose
  start_maven "$1" test $ONLY_TESTS -Drooms.untested=true
  # shellcheck disable=SC2086
  start_maven "$rooms" verify $ONLY_TESTS -Dapp.untested=true -Dsurefire.forkCount=1
  finish_maven "$rooms" || status=$?
  finish_maven "$1" || status=$?
  [ $status -ne 0 ] || remember_build "$sources"
  return $status
}

# <file for its line of counts>; speaks only when something failed
run_selftest() {
  local output status=0
  output=$(bash "$ROOT/tools/dev/selftest.sh" 2>&1) || status=$?
  [ $status -eq 0 ] || say "$output"
  printf '%s\n' "$output" | sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/dev \1 \2 0/p' >"$1"
  return $status
}

run_tests() {
  local log=$ROOT/target/dev-test.log counts=$ROOT/target/dev-test.counts started=$SECONDS status=0 maven_status=0
  select_tests "$@"
  mkdir -p "$ROOT/target"
  : >"$counts"
  rm -f "$(rooms_log "$log")"
  remove_reports
  forget_build
  if [ $# -eq 0 ]; then
    headline "Running the whole suite"
    run_selftest "$counts" || status=1
    run_whole_suite "$log" || maven_status=$?
  else
    run_selected_tests "$log" || maven_status=$?
  fi
  count_modules >>"$counts"
  if [ $maven_status -ne 0 ]; then
    status=1
    explain_maven_failure "$log"
    [ ! -f "$(rooms_log "$log")" ] || explain_maven_failure "$(rooms_log "$log")"
  elif [ ! -s "$counts" ]; then
    status=1
    complain "No test ran."
  fi
  say "$(describe_counts <"$counts"); $(duration $((SECONDS - started)))"
  sum_counts <"$counts"
  return $status
}
