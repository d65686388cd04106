package dev.marque.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is served in {@code /metrics}, and that the page says so. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class MetricsPageTest {

    private static final Path PAGE = Path.of("../docs/metrics.md");
    private static final Pattern SERVED = Pattern.compile("(?m)^# TYPE (marque_\\w+) (\\w+)");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(marque_\\w+)` \\| (\\w+) \\|");

    @Inject
    World world;

    @Test
    void everyMeterIsInTheTableAndEveryLineOfTheTableIsServed() throws IOException {
        Map<String, String> documented = types(DOCUMENTED, Files.readString(PAGE));
        assertThat(types(SERVED, metrics())).isEqualTo(documented);
    }

    /** What can grow without end, such as tenants and licenses, is no label. */
    @Test
    void anotherVendorsLicenseAddsNoLine() {
        Shop.License first = new Shop(world.otherAdmin()).license();
        first.activate("machine-1");
        long before = lines();

        Shop.License another = new Shop(world.otherAdmin()).license();
        another.activate("machine-2");
        another.validate("machine-2");

        assertThat(lines()).isEqualTo(before);
    }

    private long lines() {
        return metrics().lines().filter(line -> line.startsWith("marque_")).count();
    }

    @Test
    void whatInstallationsAreToldIsCounted() {
        Shop.License license = new Shop(world.admin()).license();
        double activations = value("marque_activations_total", "code", "valid");
        double validations = value("marque_validations_total", "code", "valid");
        double refusals = value("marque_validations_total", "code", "suspended");
        double signatures = value("marque_signatures_total", "algorithm", "ed25519");

        license.activate("machine-1");
        license.validate("machine-1");
        license.act("suspend");
        license.validate("machine-1");

        assertThat(value("marque_activations_total", "code", "valid")).isEqualTo(activations + 1);
        assertThat(value("marque_validations_total", "code", "valid")).isEqualTo(validations + 1);
        assertThat(value("marque_validations_total", "code", "suspended")).isEqualTo(refusals + 1);
        assertThat(value("marque_signatures_total", "algorithm", "ed25519")).isGreaterThanOrEqualTo(signatures + 3);
    }

    @Test
    void refusedCredentialsAreCountedByKindAndRaiseOneAlarm() {
        double alarms = value("marque_abuse_alarms_total", "abuse", "key-guessing");
        double licenses = value("marque_credentials_refused_total", "kind", "license-key");
        double others = value("marque_credentials_refused_total", "kind", "access-token");
        Api guesser = world.anonymous().as("License MRQ-00000-00000-00000-00000-00000");
        for (int guess = 0; guess < 60; guess++) {
            assertThat(guesser.post("/api/v1/licensing/validate", "{}").status())
                    .isEqualTo(401);
        }
        assertThat(value("marque_credentials_refused_total", "kind", "license-key"))
                .isEqualTo(licenses + 60);
        assertThat(value("marque_credentials_refused_total", "kind", "access-token"))
                .isEqualTo(others);
        assertThat(value("marque_abuse_alarms_total", "abuse", "key-guessing")).isLessThanOrEqualTo(alarms + 1);
    }

    @Test
    void signInsAreCountedByOutcome() {
        double refused = value("marque_sign_ins_total", "outcome", "refused");
        world.anonymous().post("/api/v1/auth/login", """
                {"email": "nobody@example.com", "password": "not the password"}""");
        assertThat(value("marque_sign_ins_total", "outcome", "refused")).isEqualTo(refused + 1);
    }

    private String metrics() {
        return new String(
                world.anonymous()
                        .send("GET", "/metrics", null, "", "Accept", "text/plain")
                        .body(),
                StandardCharsets.UTF_8);
    }

    private double value(String name, String label, String value) {
        Matcher line = Pattern.compile("(?m)^" + name + "\\{" + label + "=\"" + value + "\",?\\} (\\S+)")
                .matcher(metrics());
        assertThat(line.find()).as(name + " of " + value).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static Map<String, String> types(Pattern pattern, String text) {
        Map<String, String> types = new TreeMap<>();
        pattern.matcher(text).results().forEach(match -> types.put(match.group(1), match.group(2)));
        return types;
    }
}
