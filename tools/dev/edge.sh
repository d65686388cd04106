# shellcheck shell=bash
# ./dev edge: what the administrator of an edge server does; the program itself does the work, see docs/edge.md.

edge() {
  case $#:${1:-} in
    1:request | 1:status | 2:install) server_command edge "$@" ;;
    *) misuse "./dev edge takes request, install <file> or status." ;;
  esac
}
