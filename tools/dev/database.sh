# shellcheck shell=bash
# ./dev migration and ./dev sh.

# Modules that may own tables: not the libraries below the platform, not what only uses others.
rooms_with_tables() {
  modules | grep -vxE 'kernel|keys|testkit|app|bench|(client|examples)(/.*)?' || true
}

ask_for_room() {
  local room rooms
  rooms=$(rooms_with_tables | tr '\n' ' ')
  [ -t 0 ] || misuse "Say which room the migration belongs to: ./dev migration <room> <name>" "Rooms: $rooms"
  printf 'Which room (%s)? ' "${rooms% }" >&2
  IFS= read -r room
  printf '%s' "$room"
}

# -> a version that no migration of any room has
migration_version() {
  local base version number=1
  base=$(date -u +%Y%m%d_%H%M)
  version=$base
  while [ -n "$(find "$ROOT"/*/src/main/resources/db/migration -name "V${version}__*" 2>/dev/null)" ]; do
    version=${base}_$number
    number=$((number + 1))
  done
  printf '%s' "$version"
}

# <file> <line>; also where the last line has no end
add_line() {
  if [ -s "$1" ] && [ -n "$(tail -c 1 "$1")" ]; then printf '\n' >>"$1"; fi
  printf '%s\n' "$2" >>"$1"
}

new_migration() {
  local room name folder file
  case $# in
    1) room=$(ask_for_room) name=$1 ;;
    2) room=$1 name=$2 ;;
    *) misuse "./dev migration <room> <name>" "Rooms: $(rooms_with_tables | tr '\n' ' ')" ;;
  esac
  rooms_with_tables | grep -qxF -- "$room" ||
    misuse "There is no room '$room' that has tables." "Rooms: $(rooms_with_tables | tr '\n' ' ')"
  case $name in
    '' | *[!a-z0-9_]*) misuse "'$name' is no name for a migration: small letters, digits and underscores, as in add_license_tags." ;;
  esac
  folder=$ROOT/$room/src/main/resources/db/migration/$room
  mkdir -p "$folder"
  file=V$(migration_version)__$name.sql
  cat >"$folder/$file" <<SQL
-- $(printf '%s' "$name" | tr '_' ' ')
-- Applied once, in one transaction, while older processes still run: add first, remove in a later release. A test rejects
-- statements that lock or break them: docs/migrations.md.
-- A table with tenant_id is handed to protect_tenant_table('<table>', '<privileges>'); a test walks the catalogue.

set lock_timeout = '5s';

SQL
  add_line "$folder/index.txt" "$file"
  say "${folder#"$ROOT"/}/$file"
}

# What DATABASE_URL says, or the file that DATABASE_URL_FILE names; empty for the embedded database
database_url() {
  if [ -n "${DATABASE_URL:-}" ]; then
    printf '%s' "$DATABASE_URL"
  elif [ -n "${DATABASE_URL_FILE:-}" ]; then
    cat "$DATABASE_URL_FILE"
  fi
}

# Exports what psql needs for the embedded database: EmbeddedPostgresServer leaves its port and the superuser's password
# in the data folder.
point_at_embedded_database() {
  local data port=''
  data=$(data_folder)
  [ ! -f "$data/postgres.port" ] || port=$(cat "$data/postgres.port")
  if ! is_port_number "$port" || ! port_is_taken "$port"; then
    die "No database is running in $data." "Start it with ./dev up, or name another one with DATABASE_URL."
  fi
  PGPASSWORD=$(cat "$data/postgres.password") || die "The password of the database in $data cannot be read."
  export PGHOST=127.0.0.1 PGPORT="$port" PGUSER=postgres PGDATABASE=marque PGPASSWORD
}

database_shell() {
  local url
  command -v psql >/dev/null 2>&1 || die "psql is not on the PATH." \
    "Debian, Ubuntu: apt install postgresql-client     macOS: brew install libpq && brew link --force libpq"
  url=$(database_url)
  if [ -n "$url" ]; then
    exec psql "${url#jdbc:}" "$@"
  fi
  point_at_embedded_database
  [ ! -t 1 ] || say "As the superuser: row-level security does not apply here."
  exec psql "$@"
}
