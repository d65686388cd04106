package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.keys.feature.GrantSource;
import dev.marque.keys.validation.ExpirationStrategy;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.FloatingRules;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Licenses that another server issued. */
class LicenseCopiesTest {

    private static final Instant END = Instant.parse("2027-11-22T12:00:00Z");
    private static final LicensingFixture room = new LicensingFixture();
    private static final LicenseCopies copies = LicenseServices.copies(room);

    private static final UUID PRODUCT = room.ids.next();

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void aCopyIsUsedByItsKeyAndGrantsWhatTheOriginalGrants() {
        LicenseCopy copy = copy("ENT-202611-000001", "key-of-the-vendor-1", 10, false);

        License license = copies.keep(room.acme, copy);

        Actor program = installation("key-of-the-vendor-1").orElseThrow();
        assertThat(program.id()).isEqualTo(copy.id());
        assertThat(license.graceEndsAt()).isEqualTo(END.plus(Duration.ofDays(7)));
        assertThat(license.entitlements(room.clock.instant(), null).values())
                .extracting(found -> found.code() + "=" + found.value().json() + " until " + found.expiresAt())
                .containsExactly("export=true until 2026-12-22T12:00:00Z", "tiles=25 until null");
        assertThat(room.audits("license.created", copy.id())).isEqualTo(1);
    }

    @Test
    void aLaterCopyTakesThePlaceOfTheFormerAndAnotherKeyEndsIt() {
        LicenseCopy first = copy("ENT-202611-000002", "key-of-the-vendor-2", 10, false);
        copies.keep(room.acme, first);
        LicenseCopy second = new LicenseCopy(
                first.id(),
                first.productId(),
                first.policyId(),
                "another-key-of-the-vendor-2",
                first.number(),
                first.name(),
                true,
                first.expiresAt(),
                first.grace(),
                first.whenExpired(),
                List.of(),
                first.limits(),
                first.metadata(),
                rules(3));

        License after = copies.keep(room.acme, second);

        assertThat(after.state()).isEqualTo(LicenseState.SUSPENDED);
        License read = room.licenses.get(room.acme, first.id());
        FloatingRules floating = read.terms().rules().floating();
        assertThat(floating == null ? null : floating.seats()).isEqualTo(3);
        assertThat(read.featureCodes(room.clock.instant())).isEmpty();
        assertThat(installation("another-key-of-the-vendor-2")).isPresent();
        room.clock.advance(Duration.ofSeconds(1));
        assertThat(installation("key-of-the-vendor-2")).isEmpty();
    }

    private static Optional<Actor> installation(String key) {
        return room.authenticator.authenticate(new Credential("license", key), room.acme.origin());
    }

    private static FloatingRules rules(int seats) {
        return new FloatingRules(seats, null, null, null, null, null, null, null, null);
    }

    private static LicenseCopy copy(String number, String key, int seats, boolean suspended) {
        return new LicenseCopy(
                room.ids.next(),
                PRODUCT,
                room.ids.next(),
                key,
                number,
                "Globex",
                suspended,
                END,
                Duration.ofDays(7),
                ExpirationStrategy.RESTRICT_ACCESS,
                List.of(
                        FeatureGrant.on("export", GrantSource.POLICY, Instant.parse("2026-12-22T12:00:00Z")),
                        new FeatureGrant(null, "tiles", FeatureValue.of(25), GrantSource.POLICY, null, null, null)),
                new TreeMap<>(Map.of("users", 25L)),
                new TreeMap<>(),
                rules(seats));
    }
}
