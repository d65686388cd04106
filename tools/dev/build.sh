# shellcheck shell=bash
# Builds the application when it is stale. What counts is content, not file times: switching branches there and back
# builds nothing, and what somebody built with Maven directly is noticed.

application() {
  printf '%s' "$ROOT/app/target/quarkus-app"
}

demo_program() {
  printf '%s' "$ROOT/examples/demo/target/demo.jar"
}

is_built() {
  [ -f "$(application)/quarkus-run.jar" ] && [ -f "$(demo_program)" ] && [ -f "$(cli_program)" ]
}

build_stamp() {
  printf '%s' "$ROOT/app/target/dev-build.stamp"
}

# One number for everything that the application is built from; tests are no part of it.
sources_sum() {
  local module
  (
    cd "$ROOT" || exit
    {
      find pom.xml .mvn -type f -print0 2>/dev/null
      modules | while IFS= read -r module; do
        find "$module/pom.xml" "$module/src/main" -type f -print0 2>/dev/null || true
      done
    } | xargs -0 cksum | LC_ALL=C sort | cksum
  )
}

# One number for what stands in target/; libraries of others follow from the POMs.
application_sum() {
  (
    cd "$(application)" 2>/dev/null || exit 0
    find . -type f \( ! -path './lib/*' -o -name 'dev.marque.*' \) -print0 | xargs -0 cksum | LC_ALL=C sort | cksum
  )
}

is_stale() {
  is_built && [ -f "$(build_stamp)" ] || return 0
  [ "$(cat "$(build_stamp)")" != "$(sources_sum) $(application_sum)" ]
}

# <sum of the sources before the build>, so that what was edited meanwhile counts as stale
remember_build() {
  is_built || return 0
  printf '%s %s\n' "$1" "$(application_sum)" >"$(build_stamp)"
}

forget_build() {
  rm -f "$(build_stamp)"
}

has_downloaded_before() {
  [ -d "${HOME:-}/.m2/repository/io/quarkus" ]
}

build() {
  local log=$ROOT/target/dev-build.log sources started=$SECONDS
  if has_downloaded_before; then
    headline "Building Marque"
  else
    headline "Building Marque; the first time, Maven downloads what it needs, which takes minutes"
  fi
  sources=$(sources_sum)
  forget_build
  # Spotless and the tests speak in ./dev test; here they would only be in the way of trying something out.
  run_maven "$log" package -DskipTests -Dspotless.check.skip=true || {
    explain_maven_failure "$log"
    die "Marque was not built."
  }
  remember_build "$sources"
  say "Built in $(duration $((SECONDS - started)))."
}

build_when_stale() {
  if is_stale; then
    build
  fi
}

# For who wants to serve what was built last, whatever happens to the sources
require_build() {
  is_built || die "Nothing was built yet." "Build it: ./dev up, without --no-build"
}
