package dev.marque.platform.readiness;

import dev.marque.platform.config.LogFormat;
import dev.marque.platform.database.PostgresAddress;
import dev.marque.platform.readiness.UnsafeSetting.Finding;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All rules. A new one is an entry here, a case in the test, and nothing else: the page is generated. */
public final class UnsafeSettings {

    private static final int PASSWORD_LENGTH = 12;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern TLS = Pattern.compile("[?&]sslmode=(require|verify-ca|verify-full)(&|$)");

    public static final List<UnsafeSetting> ALL = List.of(
            rule(
                    "admin-password-weak",
                    "Whoever guesses the first administrator's password may do everything.",
                    "Set MARQUE_ADMIN_PASSWORD_FILE to a file with a long random password, or nothing: then one is made.",
                    "MARQUE_ADMIN_PASSWORD has fewer than 12 characters, or is one that everybody tries first.",
                    s -> s.configuration()
                            .admin()
                            .password()
                            .filter(UnsafeSettings::isWeak)
                            .isPresent()),
            rule(
                    "admin-password-in-file",
                    "A password in a file is found by whoever gets at a copy of the data folder.",
                    "Sign in with it, and delete the file.",
                    "The generated password of the first administrator still lies in the data folder.",
                    s -> s.data().resolve("admin-password").toFile().exists()),
            rule(
                    "master-key-beside-data",
                    "A stolen disk or copy of the data folder then holds both the encrypted secrets and their key, and a"
                            + " lost one takes the key of every backup with it.",
                    "Set MARQUE_MASTER_KEY_FILE to a file outside of the data folder, and keep a copy elsewhere.",
                    "The master key is generated into the data folder.",
                    s -> s.configuration().masterKey().isEmpty()),
            rule(
                    "secret-file-readable",
                    "Every user of the machine can read the secret.",
                    "chmod 600 the file. Files under /run/secrets are left to the container's own protection.",
                    SecretFilePermissions::readable),
            rule(
                    "public-url-missing",
                    "Links and the issuer of tokens would name localhost.",
                    "Set MARQUE_PUBLIC_URL to the address under which people and installations reach this server.",
                    "MARQUE_PUBLIC_URL is not set.",
                    s -> s.configuration().publicUrl().isEmpty()),
            rule(
                    "public-url-not-https",
                    "Passwords, keys and tokens would travel in the clear.",
                    "Let a proxy end TLS, and set MARQUE_PUBLIC_URL to its https address.",
                    "MARQUE_PUBLIC_URL does not begin with https.",
                    s -> s.configuration()
                            .publicUrl()
                            .filter(url -> !"https".equalsIgnoreCase(url.getScheme()))
                            .isPresent()),
            rule(
                    "forwarded-headers-from-anybody",
                    "A caller can choose the address that limits, allowed networks and the audit trail take for its own.",
                    "Set QUARKUS_HTTP_PROXY_TRUSTED_PROXIES to the addresses of your proxies.",
                    "Forwarding headers are believed, whoever sends them.",
                    s -> isOn(s, "quarkus.http.proxy.proxy-address-forwarding")
                            && s.property()
                                    .apply("quarkus.http.proxy.trusted-proxies")
                                    .isEmpty()),
            rule(
                    "cors-everybody",
                    "Any web page that a signed-in person opens could read through his or her browser.",
                    "List the origins of your own pages in QUARKUS_HTTP_CORS_ORIGINS.",
                    "CORS is on for every origin.",
                    s -> isOn(s, "quarkus.http.cors.enabled") && isEverybody(s)),
            rule(
                    "database-without-tls",
                    "Everything in the database, and its password, travels in the clear between the machines.",
                    "Add sslmode=verify-full (or require) to DATABASE_URL.",
                    "DATABASE_URL names another machine and does not ask for TLS.",
                    s -> s.configuration()
                            .database()
                            .url()
                            .filter(UnsafeSettings::isRemoteWithoutTls)
                            .isPresent()),
            rule(
                    "backups-missing",
                    "A lost disk would be a lost business.",
                    "Set MARQUE_BACKUP_STORE (docs/backup.md).",
                    "No backups are configured.",
                    s -> s.configuration().backup().store().isEmpty()),
            rule(
                    "backups-beside-data",
                    "What takes the data takes the backups too.",
                    "Set MARQUE_BACKUP_STORE to a folder on another machine's disk.",
                    "Backups go into the data folder.",
                    s -> s.configuration()
                            .backup()
                            .store()
                            .filter(store -> !store.startsWith("s3://"))
                            .filter(store ->
                                    Path.of(store).toAbsolutePath().normalize().startsWith(s.data()))
                            .isPresent()),
            rule(
                    "backups-without-tls",
                    "Backups are encrypted, but whoever reads the connection learns when and how much, and can withhold"
                            + " or delete.",
                    "Set MARQUE_BACKUP_S3_ENDPOINT to an https address.",
                    "The store of backups is reached over plain http on another machine.",
                    s -> s.configuration()
                            .backup()
                            .s3()
                            .endpoint()
                            .filter(UnsafeSettings::isRemoteHttp)
                            .isPresent()),
            rule(
                    "edge-vendor-without-tls",
                    "The license key would travel in the clear, and whoever stands between could withhold new license"
                            + " files.",
                    "Set MARQUE_EDGE_VENDOR_URL to the vendor's https address.",
                    "The vendor's server is reached over plain http on another machine.",
                    s -> s.configuration()
                            .edge()
                            .vendorUrl()
                            .filter(UnsafeSettings::isRemoteHttp)
                            .isPresent()),
            rule(
                    "log-format-text",
                    "Text for people shows the first administrator's password, and line breaks in what callers send look"
                            + " like lines of the log.",
                    "Set MARQUE_LOG_FORMAT=json.",
                    "The log is written as text.",
                    s -> s.configuration().log().format() == LogFormat.TEXT),
            rule(
                    "log-level-debug",
                    "Libraries write what passes through them, secrets included.",
                    "Leave QUARKUS_LOG_LEVEL at INFO.",
                    "The log level is below INFO.",
                    s -> s.property()
                            .apply("quarkus.log.level")
                            .filter(level -> Set.of("DEBUG", "TRACE", "ALL", "FINE", "FINER", "FINEST")
                                    .contains(level.toUpperCase(Locale.ROOT)))
                            .isPresent()),
            rule(
                    "test-clock",
                    "Licenses end, tokens expire and backups are taken by that clock.",
                    "Run the application as it was built; only tests replace its clock.",
                    "The clock is not the system's.",
                    s -> !s.clockIsSystems()));

    private UnsafeSettings() {}

    /** Everything that is unsafe here, at once. */
    public static List<Finding> find(Surroundings surroundings) {
        return ALL.stream().flatMap(rule -> rule.find(surroundings).stream()).toList();
    }

    private static UnsafeSetting rule(
            String code, String why, String remedy, String what, Predicate<Surroundings> isUnsafe) {
        return new UnsafeSetting(code, why, remedy, s -> isUnsafe.test(s) ? Optional.of(what) : Optional.empty());
    }

    private static UnsafeSetting rule(
            String code, String why, String remedy, Function<Surroundings, Optional<String>> look) {
        return new UnsafeSetting(code, why, remedy, look);
    }

    private static boolean isWeak(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return password.length() < PASSWORD_LENGTH
                || lower.chars().distinct().count() < 5
                || List.of("password", "administrator", "changeme", "change-me", "123456789").stream()
                        .anyMatch(lower::startsWith);
    }

    private static boolean isOn(Surroundings surroundings, String property) {
        return surroundings
                .property()
                .apply(property)
                .filter("true"::equalsIgnoreCase)
                .isPresent();
    }

    /** Without origins Quarkus allows the same origin only; a regular expression stands between slashes. */
    private static boolean isEverybody(Surroundings surroundings) {
        return surroundings
                .property()
                .apply("quarkus.http.cors.origins")
                .filter(origins -> List.of(origins.split(",", -1)).stream()
                        .map(String::strip)
                        .anyMatch(Set.of("*", "/.*/", "/.+/")::contains))
                .isPresent();
    }

    private static boolean isRemoteHttp(URI endpoint) {
        return !"https".equalsIgnoreCase(endpoint.getScheme())
                && !LOOPBACK.contains(String.valueOf(endpoint.getHost()));
    }

    private static boolean isRemoteWithoutTls(String databaseUrl) {
        try {
            String url = PostgresAddress.parse(databaseUrl).jdbcUrl();
            String hosts = url.replaceFirst("^jdbc:postgresql://", "").replaceFirst("[/?].*", "");
            boolean remote = Stream.of(hosts.split(",", -1))
                    .map(host -> host.replaceFirst(":\\d+$", ""))
                    .anyMatch(host -> !LOOPBACK.contains(host));
            return remote && !TLS.matcher(url).find();
        } catch (IllegalArgumentException _) {
            // No address at all: the start itself explains.
            return false;
        }
    }
}
