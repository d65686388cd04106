# shellcheck shell=bash
# ./dev javadoc: the site for those who embed the SDK. Its test builds it, and fails on a warning.

javadoc_site() {
  local log=$ROOT/target/dev-javadoc.log site=$ROOT/client/sdk/target/javadoc/index.html
  [ $# -eq 0 ] || misuse "./dev javadoc takes nothing."
  run_maven "$log" test -pl client/sdk -am -Dspotless.check.skip=true -Dtest=JavadocTest || {
    explain_maven_failure "$log"
    return 1
  }
  say "The site: ${site#"$ROOT"/}"
}
