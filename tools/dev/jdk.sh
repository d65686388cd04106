# shellcheck shell=bash
# Finds a JDK that is new enough, even when `java` is an older one.

JDK_WANTED=25

# <folder> -> its major version; fails where there is no JDK. The release file is read because starting Java costs time.
jdk_version() {
  local version
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]\{1,\}\).*/\1/p' "$1/release" 2>/dev/null) || version=
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]\{1,\}\).*/\1/p') || return 1
  fi
  [ -n "$version" ] && printf '%s' "$version"
}

jdk_is_enough() {
  local version
  version=$(jdk_version "$1") && [ "$version" -ge "$JDK_WANTED" ]
}

# Asks java itself, because /usr/bin/java is a chain of links on Debian and a stub on macOS.
jdk_on_path() {
  command -v java >/dev/null 2>&1 || return 1
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

jdk_places() {
  local home
  for home in /usr/lib/jvm/* \
    "${HOME:-}"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.jdks/*; do
    [ ! -d "$home" ] || printf '%s\n' "$home"
  done
}

# Of the usual places, the oldest JDK that is new enough: what the project is tested with, before anything newer.
jdk_in_places() {
  local home version best='' best_version=''
  while IFS= read -r home; do
    version=$(jdk_version "$home") || continue
    [ "$version" -ge "$JDK_WANTED" ] || continue
    if [ -z "$best" ] || [ "$version" -lt "$best_version" ]; then
      best=$home best_version=$version
    fi
  done <<PLACES
$(jdk_places)
PLACES
  [ -n "$best" ] && printf '%s\n' "$best"
}

find_jdk() {
  local home
  if jdk_is_enough "${JAVA_HOME:-}"; then
    printf '%s\n' "$JAVA_HOME"
    return
  fi
  home=$(jdk_on_path) || home=
  if jdk_is_enough "$home"; then
    printf '%s\n' "$home"
    return
  fi
  jdk_in_places
}

require_jdk() {
  JAVA_HOME=$(find_jdk) || die "Marque needs a JDK $JDK_WANTED or later, and none was found." \
    "Looked at JAVA_HOME, at java on the PATH, and in /usr/lib/jvm, ~/.sdkman, ~/.jdks and /Library/Java." \
    "Debian, Ubuntu:  apt install temurin-25-jdk (from adoptium.net) or openjdk-25-jdk" \
    "macOS:           brew install --cask temurin@25" \
    "Anywhere:        sdk install java 25-tem (sdkman.io)" \
    "Installed elsewhere? JAVA_HOME=/path/to/jdk ./dev …"
  export JAVA_HOME
}
