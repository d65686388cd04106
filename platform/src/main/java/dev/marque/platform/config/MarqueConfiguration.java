package dev.marque.platform.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What an operator may set for any process of Marque. */
@ConfigMapping(prefix = "marque")
public interface MarqueConfiguration {

    @Setting("What this process does, separated by commas: `api` (management API and console), `licensing` (activation,"
            + " validation, heartbeats), `worker` (jobs and events), `backup` (scheduled backups and their checks), or `edge` alone (a customer's"
            + " own server that gives the seats of one floating license).")
    @WithDefault("api,licensing,worker,backup")
    Set<Role> roles();

    @Setting("The port on which HTTP is served.")
    @WithDefault("8080")
    int port();

    @Setting(
            "The folder in which Marque keeps what it must not lose: the embedded PostgreSQL, when no `DATABASE_URL` is"
                    + " set, and the generated master key. One running Marque per folder.")
    @WithDefault("./data")
    String data();

    DatabaseConfiguration database();

    @Setting(
            value = "32 random bytes in base64, under which private keys and other secrets are encrypted in the"
                    + " database. Every process sharing a database needs the same one; without it they cannot be read"
                    + " again. Make one with `openssl rand -base64 32`.",
            otherwise = "generated once into `master.key` in the data folder; required with `DATABASE_URL`",
            secret = true)
    Optional<String> masterKey();

    @Setting(
            value =
                    "The master key that is being replaced, or the one that will be next: what was sealed under it opens"
                            + " as well. The page on keys says in which order.",
            otherwise = "none",
            secret = true)
    Optional<String> masterKeyPrevious();

    AdminConfiguration admin();

    PasswordConfiguration password();

    MailConfiguration mail();

    OperatorConfiguration operator();

    @Setting(
            value = "The address under which people and installations reach this server, for example"
                    + " `https://licenses.example.com`. Used in links and as the issuer of tokens.",
            otherwise = "`http://localhost:` and the port")
    Optional<URI> publicUrl();

    LogConfiguration log();

    LimitsConfiguration limits();

    OverloadConfiguration overload();

    @Setting(
            value = "Reverse proxies whose `X-Forwarded-For` is believed, as addresses or networks"
                    + " (`10.0.0.0/8,192.0.2.7`). The client is the last address in it that is not one of them.",
            otherwise = "none: the client is whoever opened the connection")
    Optional<Set<String>> trustedProxies();

    LicensingConfiguration licensing();

    HotConfiguration hot();

    AuditConfiguration audit();

    EventsConfiguration events();

    WebhookConfiguration webhook();

    OidcConfiguration oidc();

    SigningConfiguration signing();

    BackupConfiguration backup();

    EdgeConfiguration edge();

    @Setting("`production`: every unsafe setting is named at the start, and refused (docs/production.md);"
            + " `development`: they are only named.")
    @WithDefault("development")
    Profile profile();

    @Setting("How long a process that is told to stop goes on serving while `/health/ready` already says no, so that a"
            + " load balancer can send requests elsewhere: a little more than the time between two of its checks.")
    @WithDefault("PT0S")
    Duration stopDelay();

    /** Where the data is. */
    interface DatabaseConfiguration {

        @Setting(
                value = "An existing PostgreSQL (16 or newer) to use: `postgres://user:password@host:5432/name`, also"
                        + " `postgresql://` and `jdbc:postgresql://`. The user owns the tables and migrates; it needs"
                        + " CREATEROLE, or `MARQUE_DATABASE_APP_URL` must be set.",
                env = "DATABASE_URL",
                otherwise = "an embedded PostgreSQL in the data folder",
                secret = true)
        @WithDefault("${DATABASE_URL:}")
        Optional<String> url();

        @Setting(
                value = "The role as which requests are served, prepared by you: no superuser, no BYPASSRLS, owner of"
                        + " nothing.",
                otherwise = "the role `<database>_app`, created by the user of `DATABASE_URL`",
                secret = true)
        Optional<String> appUrl();

        @Setting(
                "How many transactions may run at once in this process. It has up to three connections more, for what must not"
                        + " wait: probes, and changes by other processes.")
        @WithDefault("16")
        int poolSize();

        @Setting("Whether this process brings the schema up to date when it starts.")
        @WithDefault("true")
        boolean migrate();
    }

    /** The first administrator, created at the first start. */
    interface AdminConfiguration {

        @Setting("The e-mail address with which the first administrator signs in. Only used at the first start.")
        @WithDefault("admin@localhost")
        String email();

        @Setting(
                value = "The password of the first administrator. Only used at the first start.",
                otherwise = "a random one, shown once",
                secret = true)
        Optional<String> password();
    }

    /** What is written to standard output. */
    interface LogConfiguration {

        @Setting("How log lines look: `text` for people, `json` for machines.")
        @WithDefault("json")
        LogFormat format();

        @Setting("SQL statements that take at least as long are logged, with their text and without their values.")
        @WithDefault("PT0.5S")
        Duration slowQuery();
    }
}
