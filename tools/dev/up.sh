# shellcheck shell=bash
# ./dev up: the server in the foreground. The Java process takes this script's place, so that its process id is the one
# that the caller knows, signals reach it directly and its exit code is the answer.

# <path> -> absolute, as seen from where the caller stands
absolute() {
  case $1 in
    /*) printf '%s' "$1" ;;
    *) printf '%s' "$PWD/$1" ;;
  esac
}

data_folder() {
  absolute "${MARQUE_DATA:-$ROOT/data}"
}

is_port_number() {
  case $1 in
    '' | *[!0-9]* | ??????*) return 1 ;;
  esac
  [ "$1" -ge 1 ] && [ "$1" -le 65535 ]
}

port_is_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# <port> -> "java, process 4711", where the system tells
port_holder() {
  if command -v lsof >/dev/null 2>&1; then
    lsof -nP -iTCP:"$1" -sTCP:LISTEN -Fpc 2>/dev/null |
      awk '/^p/ { pid = substr($0, 2) } /^c/ { print substr($0, 2) ", process " pid; exit }'
  elif command -v ss >/dev/null 2>&1; then
    ss -Hltnp "sport = :$1" 2>/dev/null | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/\1, process \2/p'
  fi
}

refuse_taken_port() {
  local holder
  port_is_taken "$1" || return 0
  holder=$(port_holder "$1" | head -n 1) || holder=
  die "Port $1 is taken${holder:+ by $holder}." "Stop that program, or choose another port: MARQUE_PORT=$(($1 < 65535 ? $1 + 1 : 8080)) ./dev up"
}

up() {
  local port=${MARQUE_PORT:-8080} build=true demo=false
  while [ $# -gt 0 ]; do
    case $1 in
      --port)
        [ $# -ge 2 ] || misuse "--port needs a number."
        port=$2
        shift
        ;;
      --port=*) port=${1#--port=} ;;
      --no-build) build=false ;;
      --demo) demo=true ;;
      *) misuse "./dev up has no option '$1'." "./dev help lists what it has." ;;
    esac
    shift
  done
  is_port_number "$port" || misuse "'$port' is not a port. A port is a number from 1 to 65535."
  require_jdk
  refuse_taken_port "$port"
  if $build; then build_when_stale; else require_build; fi

  MARQUE_PORT=$port
  MARQUE_DATA=$(data_folder)
  # Here a person reads along; in production a machine does, hence the server's own default is json.
  MARQUE_LOG_FORMAT=${MARQUE_LOG_FORMAT:-text}
  export MARQUE_PORT MARQUE_DATA MARQUE_LOG_FORMAT
  if $demo; then
    require_demo_password
    # $$ is the server's process id from the exec on.
    fill_with_demo_data $$ &
  fi
  # shellcheck disable=SC2086 # options are split at blanks on purpose
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    ${MARQUE_JAVA_OPTS:-} -jar "$(application)/quarkus-run.jar"
}
