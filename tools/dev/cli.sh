# shellcheck shell=bash
# ./dev cli: the command line as it was built; ./dev dist: everything in one archive, see docs/cli.md.

cli_program() {
  printf '%s' "$ROOT/client/cli/target/marque-cli.jar"
}

# <arguments>…: from where the caller stands, so that files are found
cli() {
  require_jdk
  build_when_stale >&2
  exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dmarque.server="$(application)/quarkus-run.jar" \
    -jar "$(cli_program)" "$@"
}

# What the server and the command line use of Java: the modules that java.se leaves out are named one by one.
DIST_MODULES=java.se,jdk.crypto.ec,jdk.unsupported,jdk.zipfs,jdk.jfr,jdk.management,jdk.management.agent,jdk.net,jdk.naming.dns,jdk.localedata,jdk.charsets,jdk.security.auth,jdk.httpserver,jdk.xml.dom

# -> 0.1.0-SNAPSHOT
project_version() {
  sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$ROOT/pom.xml" | head -n 1
}

# -> linux-x86_64
dist_platform() {
  printf '%s-%s' "$(uname -s | tr '[:upper:]' '[:lower:]')" "$(uname -m)"
}

# <folder>: start scripts, which find their own place whatever links lead to them
dist_scripts() {
  mkdir -p "$1/bin"
  cp "$ROOT/tools/dist/marque" "$ROOT/tools/dist/marque-server" "$1/bin/"
  chmod 755 "$1/bin/marque" "$1/bin/marque-server"
}

# <folder>: what the command line says about itself
dist_manual() {
  mkdir -p "$1/share/man/man1" "$1/share/completion"
  "$1/bin/marque" man "$1/share/man/man1" &&
    "$1/bin/marque" completion bash >"$1/share/completion/marque.bash" &&
    "$1/bin/marque" completion zsh >"$1/share/completion/_marque" &&
    "$1/bin/marque" completion fish >"$1/share/completion/marque.fish"
}

# <folder>
dist_fill() {
  "$JAVA_HOME/bin/jlink" --add-modules "$DIST_MODULES" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
    --generate-cds-archive --output "$1/runtime" || return 1
  cp -R "$(application)" "$1/server"
  mkdir -p "$1/cli"
  cp "$(cli_program)" "$1/cli/"
  cp -R "$ROOT/client/cli/target/lib" "$1/cli/lib"
  cp "$ROOT/LICENSE" "$1/"
  project_version >"$1/VERSION"
  dist_scripts "$1"
  dist_manual "$1"
}

dist() {
  local name folder archive
  [ $# -eq 0 ] || misuse "./dev dist takes nothing."
  require_jdk
  [ -x "$JAVA_HOME/bin/jlink" ] || die "The JDK in $JAVA_HOME has no jlink." "Install a whole JDK $JDK_WANTED."
  build_when_stale
  name=marque-$(project_version)-$(dist_platform)
  folder=$ROOT/target/dist/$name
  archive=$ROOT/target/dist/$name.tar.gz
  rm -rf "$folder" "$archive"
  mkdir -p "$folder"
  headline "Putting $name together"
  dist_fill "$folder" || die "The distribution could not be put together."
  tar -czf "$archive" -C "$ROOT/target/dist" "$name" || die "The archive could not be written."
  say "target/dist/$name.tar.gz, $(du -h "$archive" | cut -f1 | tr -d ' ')"
}
