# shellcheck shell=bash
# ./dev doctor and ./dev clean.

# <what> <found, or empty> <when missing>
finding() {
  printf '  %-10s %s\n' "$1" "${2:-missing: $3}"
}

tool_version() {
  command -v "$1" >/dev/null 2>&1 || return 0
  "$@" 2>/dev/null | sed -e 's/ (.*//' -e 1q
}

describe_jdk() {
  local home
  home=$(find_jdk) || return 0
  printf '%s in %s' "$(jdk_version "$home")" "$home"
}

describe_port() {
  local holder
  if port_is_taken "$1"; then
    holder=$(port_holder "$1" | head -n 1) || holder=
    printf '%s, taken%s' "$1" "${holder:+ by $holder}"
  else
    printf '%s, free' "$1"
  fi
}

describe_data() {
  local folder
  folder=$(data_folder)
  if [ -d "$folder" ]; then
    printf '%s, %s' "$folder" "$(du -sh "$folder" 2>/dev/null | cut -f1)"
  else
    printf '%s, made on the first start' "$folder"
  fi
}

# Not the address itself: it may hold a password
describe_database() {
  if [ -n "$(database_url)" ]; then printf 'the one that DATABASE_URL names'; else printf 'embedded'; fi
}

describe_build() {
  if is_stale; then printf 'stale: ./dev up builds it'; else printf 'up to date'; fi
}

doctor() {
  local maven=''
  if command -v mvn >/dev/null 2>&1; then maven=$(maven_version); fi
  finding JDK "$(describe_jdk)" "a JDK $JDK_WANTED or later; ./dev up says how to get one"
  finding Maven "$maven" "Maven $MAVEN_WANTED or later"
  finding curl "$(tool_version curl --version)" "the quickstart uses it"
  finding jq "$(tool_version jq --version)" "the quickstart uses it"
  finding psql "$(tool_version psql --version)" "only ./dev sh needs it"
  finding Node "$(tool_version node --version)" "nothing needs it yet"
  finding bash "$BASH_VERSION"
  finding port "$(describe_port "${MARQUE_PORT:-8080}")"
  finding data "$(describe_data)"
  finding database "$(describe_database)"
  finding build "$(describe_build)"
  find_jdk >/dev/null && [ -n "$maven" ] && maven_is_enough "$maven"
}

clean() {
  local module
  modules | while IFS= read -r module; do rm -rf "${ROOT:?}/$module/target"; done
  rm -rf "${ROOT:?}/target"
  say "Removed what was built. The data in $(data_folder) stays; remove the folder to start over."
}
