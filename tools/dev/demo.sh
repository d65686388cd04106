# shellcheck shell=bash
# ./dev up --demo: the server's data folder is filled through its own API, beside the server that is just starting.

random_password() {
  LC_ALL=C tr -dc 'a-zA-Z0-9' </dev/urandom | dd bs=1 count=20 2>/dev/null
}

# As far as can be told from here: a database of somebody else's may hold anything.
is_first_start() {
  [ -z "$(database_url)" ] && [ ! -d "$MARQUE_DATA/postgres" ]
}

# The demo signs in as the administrator. At the first start it may choose the password; later nobody but the user
# knows it, since it is stored as a hash.
require_demo_password() {
  MARQUE_ADMIN_EMAIL=${MARQUE_ADMIN_EMAIL:-admin@localhost}
  if [ -z "${MARQUE_ADMIN_PASSWORD:-}" ] && [ -n "${MARQUE_ADMIN_PASSWORD_FILE:-}" ]; then
    MARQUE_ADMIN_PASSWORD=$(cat "$MARQUE_ADMIN_PASSWORD_FILE") ||
      die "The file that MARQUE_ADMIN_PASSWORD_FILE names cannot be read."
    unset MARQUE_ADMIN_PASSWORD_FILE
  elif [ -z "${MARQUE_ADMIN_PASSWORD:-}" ]; then
    is_first_start || die "The demo signs in as $MARQUE_ADMIN_EMAIL, whose password was chosen at the first start." \
      "Say it: MARQUE_ADMIN_PASSWORD=… ./dev up --demo" \
      "Or start over with an empty data folder: MARQUE_DATA=… ./dev up --demo"
    MARQUE_ADMIN_PASSWORD=$(random_password)
    printf '\n  The first administrator (this is shown once):\n    e-mail    %s\n    password  %s\n\n' \
      "$MARQUE_ADMIN_EMAIL" "$MARQUE_ADMIN_PASSWORD"
  fi
  export MARQUE_ADMIN_EMAIL MARQUE_ADMIN_PASSWORD
}

# <process of the server>: waits until it serves and fills it; ends with the server. HTTP opens only when the server is
# ready, hence an answering port is enough, and curl is not needed.
fill_with_demo_data() {
  until port_is_taken "$MARQUE_PORT"; do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.2
  done
  MARQUE_URL=http://localhost:$MARQUE_PORT "$JAVA_HOME/bin/java" -jar "$(demo_program)"
}
