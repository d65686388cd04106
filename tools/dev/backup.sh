# shellcheck shell=bash
# ./dev backup and ./dev restore: the program itself does the work, see docs/backup.md.

# <command> <arguments>…
server_command() {
  require_jdk
  build_when_stale
  MARQUE_DATA=$(data_folder)
  MARQUE_BACKUP_STORE=${MARQUE_BACKUP_STORE:-$MARQUE_DATA-backups}
  MARQUE_LOG_FORMAT=text
  export MARQUE_DATA MARQUE_BACKUP_STORE MARQUE_LOG_FORMAT
  # shellcheck disable=SC2086 # options are split at blanks on purpose
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    ${MARQUE_JAVA_OPTS:-} -jar "$(application)/quarkus-run.jar" "$@"
}

backup() {
  case $#:${1:-} in
    0: | 1:--list) server_command backup "$@" ;;
    *) misuse "./dev backup takes nothing but --list." ;;
  esac
}

restore() {
  local overwrite='' archive='' until=''
  while [ $# -gt 0 ]; do
    case $1 in
      --overwrite) overwrite=$1 ;;
      --until)
        [ $# -gt 1 ] || misuse "Say until when: ./dev restore --until 2026-11-22T16:00:00Z, or latest."
        until=$2
        shift
        ;;
      -*) misuse "./dev restore has no option '$1'." "./dev help lists what it has." ;;
      *)
        [ -z "$archive" ] || misuse "./dev restore takes one backup."
        archive=$1
        ;;
    esac
    shift
  done
  if [ -n "$until" ]; then
    [ -z "$archive" ] || misuse "./dev restore takes a backup or a moment, not both."
    server_command restore --until "$until" ${overwrite:+"$overwrite"}
  fi
  [ -n "$archive" ] || misuse "Say which backup: ./dev restore latest, or a name that ./dev backup --list shows."
  server_command restore "$archive" ${overwrite:+"$overwrite"}
}
