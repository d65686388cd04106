# shellcheck shell=bash
# What the scripts say, and how they stop.

# shellcheck disable=SC2034 # ERASE clears the line of a running clock; maven.sh uses it
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
  BOLD=$'\033[1m' RED=$'\033[31m' PLAIN=$'\033[0m' ERASE=$'\r\033[K'
else
  BOLD='' RED='' PLAIN='' ERASE=''
fi

say() {
  printf '%s\n' "$*"
}

headline() {
  printf '%s%s%s\n' "$BOLD" "$*" "$PLAIN"
}

# complain <message> [<what to do>…]
complain() {
  printf '%s%s%s\n' "$RED" "$1" "$PLAIN" >&2
  shift
  local line
  for line in "$@"; do
    [ -z "$line" ] || printf '  %s\n' "$line" >&2
  done
}

die() {
  complain "$@"
  exit 1
}

# The command line was wrong: nothing was tried.
misuse() {
  complain "$@"
  exit 2
}

# seconds -> "1 min 12 s"
duration() {
  if [ "$1" -ge 60 ]; then
    printf '%d min %d s' $(($1 / 60)) $(($1 % 60))
  else
    printf '%d s' "$1"
  fi
}
