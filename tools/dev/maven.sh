# shellcheck shell=bash
# Runs Maven with its log in a file and its progress in sight.

MAVEN_WANTED='3.8'

# "3.9.1" -> succeeds when at least MAVEN_WANTED
maven_is_enough() {
  local major minor
  major=${1%%.*}
  minor=${1#*.}
  minor=${minor%%.*}
  [ "$major" -gt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -ge "${MAVEN_WANTED#3.}" ]; }
}

maven_version() {
  mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p'
}

require_maven() {
  local version
  command -v mvn >/dev/null 2>&1 || die "Marque is built with Maven $MAVEN_WANTED or later, and mvn is not on the PATH." \
    "Debian, Ubuntu: apt install maven     macOS: brew install maven     Anywhere: sdk install maven"
  version=$(maven_version)
  [ -n "$version" ] || die "mvn -v fails; run it to see why."
  maven_is_enough "$version" || die "Marque is built with Maven $MAVEN_WANTED or later; mvn is $version."
}

# Quiet on JDK 24 and later: Maven 3 and its plugins still use what the JDK warns about.
maven_options() {
  local option options=${MAVEN_OPTS:-}
  for option in --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED; do
    case " $options " in
      *" $option "*) ;;
      *) options="$options $option" ;;
    esac
  done
  printf '%s' "${options# }"
}

# The modules of the root POM, one a line.
modules() {
  sed -n 's:.*<module>\(.*\)</module>.*:\1:p' "$ROOT/pom.xml"
}

# Log lines -> what is worth seeing while it runs.
maven_progress() {
  sed -n \
    -e 's:^\[INFO\] Building \(.*\) [^ ]\{1,\} \{1,\}\[\([0-9]*/[0-9]*\)\]$:  \2  \1:p' \
    -e 's:^\[ERROR\] Tests run.*<<< .*! -* *in \(.*\)$:       failed in \1:p'
}

# <process> <log>: shows progress until the process ends; on a terminal also how long it has been running.
follow_maven() {
  local seen=0 lines started=$SECONDS alive=true
  while $alive; do
    kill -0 "$1" 2>/dev/null || alive=false
    lines=$(wc -l <"$2")
    lines=$((lines))
    if [ "$lines" -gt "$seen" ]; then
      printf '%s' "$ERASE"
      sed -n "$((seen + 1)),${lines}p" "$2" | maven_progress
      seen=$lines
    fi
    if $alive; then
      [ -z "$ERASE" ] || printf '%s       %s' "$ERASE" "$(duration $((SECONDS - started)))"
      sleep 0.3
    fi
  done
  printf '%s' "$ERASE"
}

# Processes of Maven that run now.
MAVEN_PIDS=''

# <exit code>: a signal came while Maven was running; Maven and the tests that it started go too.
stop_maven() {
  trap - INT TERM HUP
  # shellcheck disable=SC2086 # one process or more
  kill $MAVEN_PIDS 2>/dev/null || true
  # shellcheck disable=SC2086
  wait $MAVEN_PIDS 2>/dev/null || true
  complain "${ERASE}Stopped."
  exit "$1"
}

# start_maven <log> <argument>…: MAVEN_PIDS ends with its process
start_maven() {
  local log=$1
  shift
  require_jdk
  require_maven
  mkdir -p "$(dirname "$log")"
  : >"$log"
  (
    cd "$ROOT" || exit
    MAVEN_OPTS=$(maven_options)
    export MAVEN_OPTS
    exec mvn -B -Dstyle.color=never "$@"
  ) >>"$log" 2>&1 </dev/null &
  MAVEN_PIDS="$MAVEN_PIDS $!"
  trap 'stop_maven 130' INT
  trap 'stop_maven 143' TERM
  trap 'stop_maven 129' HUP
}

# finish_maven <log>: follows the process that was started last; the exit code is Maven's
finish_maven() {
  local pid=${MAVEN_PIDS##* } status=0
  follow_maven "$pid" "$1"
  wait "$pid" || status=$?
  MAVEN_PIDS=${MAVEN_PIDS% *}
  [ -n "$MAVEN_PIDS" ] || trap - INT TERM HUP
  return $status
}

# run_maven <log> <argument>…; the exit code is Maven's
run_maven() {
  start_maven "$@"
  finish_maven "$1"
}

# <log>: why Maven failed: the failed tests with their messages, errors of the compiler and the rest, each line once;
# without stack traces and without Maven's advice about Maven
maven_errors() {
  awk '
    /^\[ERROR\] (Failures|Errors): *$/ { summary = 1; next }
    summary && /^\[(INFO|ERROR)\] *$|^\[ERROR\] Tests run:/ { summary = 0; next }
    summary { sub(/^\[ERROR\] +/, ""); print "  " $0; next }
    /^\[ERROR\] *$|<<< (FAILURE|ERROR)!|^\[ERROR\] (-> |Tests run:|See |Re-run |To see |For more |After correcting |  *mvn )|\[Help [0-9]\] http/ { next }
    /^\[ERROR\]/ && !seen[$0]++ { sub(/ -> \[Help [0-9]+\]$/, ""); print }' "$1" | head -n 80
}

explain_maven_failure() {
  maven_errors "$1" >&2
  complain "The whole log: ${1#"$ROOT"/}"
}

format_sources() {
  run_maven "$ROOT/target/dev-fmt.log" spotless:apply || {
    explain_maven_failure "$ROOT/target/dev-fmt.log"
    exit 1
  }
}
