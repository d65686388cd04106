# shellcheck shell=bash
# ./dev advisories: asks OSV, a public database, what is known to be wrong with the libraries that we ship.

OSV_URL=https://api.osv.dev

# <log> -> what was found
advisory_lines() {
  sed -n 's/^.*Advisories: //p' "$1"
}

# [address of OSV or of a mirror]
advisories() {
  local url=${1:-$OSV_URL} log=$ROOT/target/dev-advisories.log status=0
  [ $# -le 1 ] || misuse "./dev advisories takes one address at most."
  case $url in http://* | https://*) ;; *) misuse "'$url' is no address of a database of advisories." ;; esac
  headline "Asking $url about what we ship"
  run_maven "$log" verify -pl app -am -Dspotless.check.skip=true -Dtest="$NO_CLASS" -Dit.test=ShippedLibrariesIT \
    -Dadvisories.url="$url" || status=$?
  advisory_lines "$log"
  [ $status -eq 0 ] || explain_maven_failure "$log"
  return $status
}
