package dev.marque.licensing.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.GrantSource;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.grant.FeatureSet.Feature;
import dev.marque.licensing.grant.FeatureSet.StandingGrant;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.PolicyAdoptions;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.PolicyEdit;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FeatureGrantsTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final FeatureGrants grants = new FeatureGrants(room.database, room.changes, room.clock, room.ids);
    private static final Map<String, Object> EDITION = Map.of(
            "requiresActivation",
            false,
            "features",
            List.of("editor"),
            "rules",
            Map.of(
                    "features",
                    Map.of(
                            "seats", Map.of("value", 5),
                            "region", Map.of("value", Map.of("name", "eu", "zones", List.of(1, 2))),
                            "trial", Map.of("startsAfter", "P1D", "lasts", "P30D"))));

    @AfterAll
    static void close() {
        room.close();
    }

    private static UUID license() {
        return room.license(EDITION).license().id();
    }

    private static List<FeatureGrant> grant(UUID license, Map<String, ?> input) {
        return grants.grant(room.acme, license, room.json.convertValue(input, NewGrants.class));
    }

    private static Map<String, Object> addOn(String reference, Map<String, ?> features) {
        return Map.of("source", "ADD_ON", "reference", reference, "features", features);
    }

    private static Feature feature(UUID license, String code, @Nullable Instant at, @Nullable String user) {
        return grants.features(room.acme, license, at, user).features().stream()
                .filter(feature -> feature.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Object value(UUID license, String code) {
        return value(feature(license, code, null, null));
    }

    private static @Nullable Object value(Feature feature) {
        return feature.entitlement() == null
                ? null
                : feature.entitlement().value().json();
    }

    @Test
    void aPolicyGrantsValuesAndTimesCountedFromTheIssue() {
        UUID license = license();
        Instant issued = room.clock.instant();

        assertThat(value(license, "seats")).isEqualTo(5L);
        assertThat(value(license, "region")).isEqualTo(Map.of("name", "eu", "zones", List.of(1L, 2L)));
        assertThat(value(license, "editor")).isEqualTo(true);
        assertThat(value(feature(license, "trial", null, null))).isNull();
        assertThat(value(feature(license, "trial", issued.plus(Duration.ofDays(1)), null)))
                .isEqualTo(true);
        assertThat(value(feature(license, "trial", issued.plus(Duration.ofDays(31)), null)))
                .isNull();
        assertThat(room.licenses.get(room.acme, license).featureCodes(issued))
                .containsExactly("editor", "region", "seats");
    }

    @Test
    void theSetSaysWhoGrantedWhatAndWhichGrantsDecide() {
        UUID license = license();
        grant(license, addOn("Pack, order 1", Map.of("seats", 3)));
        grant(license, Map.of("features", Map.of("seats", 8)));
        grant(license, Map.of("startsAt", "2030-01-01T00:00:00Z", "features", Map.of("seats", 9)));
        grant(license, Map.of("source", "USER", "reference", "ada", "features", Map.of("seats", 20)));

        Feature seats = feature(license, "seats", null, null);

        assertThat(value(seats)).isEqualTo(11L);
        assertThat(Objects.requireNonNull(seats.entitlement()).expiresAt()).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(seats.grants())
                .extracting(found -> found.grant().source(), StandingGrant::standing)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(GrantSource.POLICY, Standing.OUTRANKED),
                        org.assertj.core.groups.Tuple.tuple(GrantSource.ADD_ON, Standing.DECIDES),
                        org.assertj.core.groups.Tuple.tuple(GrantSource.LICENSE, Standing.DECIDES),
                        org.assertj.core.groups.Tuple.tuple(GrantSource.LICENSE, Standing.NOT_YET),
                        org.assertj.core.groups.Tuple.tuple(GrantSource.USER, Standing.OTHER_USER));
        assertThat(value(feature(license, "seats", null, "ada"))).isEqualTo(23L);
        assertThat(value(feature(license, "seats", Instant.parse("2030-01-01T00:00:00Z"), null)))
                .isEqualTo(12L);
    }

    @Test
    void validationAsksForTheUserAndRespectsStartAndEnd() {
        IssuedLicense issued = room.license(EDITION);
        UUID license = issued.license().id();
        Actor installation = room.installation(issued);
        Instant start = room.clock.instant().plus(Duration.ofDays(1));
        grant(license, Map.of("source", "USER", "reference", "ada", "features", Map.of("sso", true)));
        grant(
                license,
                Map.of(
                        "startsAt", start.toString(),
                        "expiresAt", start.plusSeconds(60).toString(),
                        "features", Map.of("beta", true)));

        assertThat(code(installation, "sso", null)).isEqualTo(Code.FEATURE_MISSING);
        assertThat(code(installation, "sso", "bob")).isEqualTo(Code.FEATURE_MISSING);
        assertThat(code(installation, "sso", "ada")).isEqualTo(Code.VALID);
        room.clock.advance(Duration.ofDays(1).minusSeconds(1));
        assertThat(code(installation, "beta", null)).isEqualTo(Code.FEATURE_MISSING);
        room.clock.advance(Duration.ofSeconds(1));
        assertThat(code(installation, "beta", null)).isEqualTo(Code.VALID);
        room.clock.advance(Duration.ofSeconds(60));
        assertThat(code(installation, "beta", null)).isEqualTo(Code.FEATURE_MISSING);
    }

    private static Code code(Actor installation, String feature, @Nullable String user) {
        return room.validations
                .validate(
                        installation,
                        ValidationRequest.PLAIN.wanting(Set.of(feature)).named(user))
                .outcome()
                .code();
    }

    @Test
    void grantingAgainChangesTheGrantAndAddsNothing() {
        UUID license = license();
        FeatureGrant first = grant(license, addOn("Pack", Map.of("seats", 3))).getFirst();
        FeatureGrant again = grant(license, addOn("Pack", Map.of("seats", 4))).getFirst();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(value(license, "seats")).isEqualTo(9L);
        grant(license, addOn("Pack, order 2", Map.of("seats", 4)));
        assertThat(value(license, "seats")).isEqualTo(13L);
        assertThat(room.audits("license.features-granted", license)).isEqualTo(3);
        assertThat(room.events("license.features-granted", license)).isEqualTo(3);
    }

    @Test
    void anAddOnIsTakenBackAsAWholeAndAGrantByItself() {
        UUID license = license();
        grant(license, addOn("Pack", Map.of("seats", 3, "reports", true)));
        FeatureGrant own =
                grant(license, Map.of("features", Map.of("sso", true))).getFirst();

        assertThat(grants.withdraw(room.acme, license, GrantSource.ADD_ON, "Pack"))
                .hasSize(2);
        assertThat(grants.withdraw(room.acme, license, GrantSource.ADD_ON, "Pack"))
                .isEmpty();
        assertThat(room.events("license.features-withdrawn", license)).isEqualTo(1);
        UUID id = Objects.requireNonNull(own.id());
        grants.withdraw(room.acme, license, id);
        assertThatThrownBy(() -> grants.withdraw(room.acme, license, id)).isInstanceOf(ProblemException.class);

        assertThat(room.licenses.get(room.acme, license).featureCodes(room.clock.instant()))
                .containsExactly("editor", "region", "seats");
        assertThat(value(license, "seats")).isEqualTo(5L);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        UUID license = license();
        for (Map<String, ?> bad : List.<Map<String, ?>>of(
                Map.of("source", "POLICY", "features", Map.of("x", true)),
                Map.of("source", "ADD_ON", "features", Map.of("x", true)),
                Map.of("source", "USER", "features", Map.of("x", true)),
                Map.of(
                        "startsAt", "2027-01-01T00:00:00Z",
                        "expiresAt", "2027-01-01T00:00:00Z",
                        "features", Map.of("x", true)),
                Map.of("features", Map.of("seats", "many")),
                Map.of("features", Map.of("region", 1)))) {
            assertThatThrownBy(() -> grant(license, bad)).as("%s", bad).isInstanceOf(ProblemException.class);
        }
        room.licenses.archive(room.acme, license);
        assertThatThrownBy(() -> grant(license, Map.of("features", Map.of("x", true))))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> grants.features(room.globex, license, null, null))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aNewVersionOfThePolicyReplacesWhatThePolicyGrantedAndNothingElse() {
        Policy policy = room.policy(EDITION);
        UUID license = room.issue(policy).license().id();
        grant(license, addOn("Pack", Map.of("seats", 3)));
        grant(license, Map.of("features", Map.of("sso", true)));
        grant(license, Map.of("source", "USER", "reference", "ada", "features", Map.of("beta", true)));
        Map<String, ?> edit = Map.of(
                "features", List.of("viewer"), "rules", Map.of("features", Map.of("seats", Map.of("value", 50))));
        room.policies.update(
                room.acme, policy.id(), room.json.convertValue(edit, PolicyEdit.class), ExpectedVersion.ANY);

        new PolicyAdoptions(room.database, room.policies, room.tenants, room.changes, room.clock)
                .apply(room.acme, policy.id(), PageRequest.first(10));

        assertThat(room.licenses.get(room.acme, license).featureCodes(room.clock.instant()))
                .containsExactly("seats", "sso", "viewer");
        assertThat(value(license, "seats")).isEqualTo(53L);
        assertThat(value(feature(license, "beta", null, "ada"))).isEqualTo(true);
    }

    @Test
    void nothingIsLostWhenManyGrantAtOnce() throws Exception {
        UUID license = license();
        try (ExecutorService clients = LicensingFixture.clients()) {
            List<Callable<List<FeatureGrant>>> calls = IntStream.range(0, 32)
                    .<Callable<List<FeatureGrant>>>mapToObj(
                            i -> () -> grant(license, addOn("Pack " + i % 16, Map.of("seats", 2))))
                    .toList();
            for (var done : clients.invokeAll(calls)) {
                assertThat(done.get()).hasSize(1);
            }
        }
        assertThat(value(license, "seats")).isEqualTo(5L + 16 * 2);
    }
}
