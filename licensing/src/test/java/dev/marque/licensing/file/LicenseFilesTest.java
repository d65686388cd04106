package dev.marque.licensing.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.file.LicenseFileVerifier;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.VerificationKey;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.testing.LicensingFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LicenseFilesTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final Duration MONTH = Duration.ofDays(30);

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void aLicenseFileMayBeLimitedToSeveralMachines() {
        IssuedLicense issued = room.license(Map.of());
        FileOrder order = new FileOrder(true, MONTH, null, SignatureAlgorithm.ED25519, Set.of("desk", "lap"));
        String file =
                room.files.checkOut(room.acme, issued.license().id(), order).certificate();
        Instant now = room.clock.instant();
        LicenseFileVerifier verifier = new LicenseFileVerifier(List.of(room.signingKeys
                .active(room.acme.tenant(), SignatureAlgorithm.ED25519)
                .verificationKey()));
        assertThat(valid(verifier.verifyOn("desk", file, issued.key(), now)).machines())
                .containsExactlyInAnyOrder("desk", "lap");
        assertThat(verifier.verifyOn("else", file, issued.key(), now))
                .isEqualTo(new LicenseFileResult.Invalid(LicenseFileResult.Reason.OTHER_MACHINE));
        assertThat(verifier.verify(file, issued.key(), now))
                .isEqualTo(new LicenseFileResult.Invalid(LicenseFileResult.Reason.MACHINE_REQUIRED));
        CheckedOut unlimited = room.files.checkOut(
                room.acme, issued.license().id(), new FileOrder(true, MONTH, null, SignatureAlgorithm.ED25519));
        assertThat(valid(verifier.verifyOn("else", unlimited.certificate(), issued.key(), now))
                        .machines())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ED25519", "RSA_SHA256", "RSA_PSS_SHA256"})
    void aLicenseFileVerifiesOfflineUntilItExpires(SignatureAlgorithm algorithm) {
        IssuedLicense issued = room.license(Map.of(
                "features",
                List.of("export"),
                "term",
                "P1Y",
                "rules",
                Map.of("features", Map.of("seats", Map.of("value", 5, "lasts", "P30D")))));

        CheckedOut file =
                room.files.checkOut(room.acme, issued.license().id(), new FileOrder(true, MONTH, null, algorithm));

        LicenseFileResult.Valid valid = valid(read(file, algorithm, issued.key(), room.clock.instant()));
        JsonNode payload = room.json.valueToTree(valid.payload());
        assertThat(payload.at("/data/type").asText()).isEqualTo("licenses");
        assertThat(payload.at("/data/id").asText())
                .isEqualTo(issued.license().id().toString());
        assertThat(payload.at("/data/attributes/key").asText()).isEqualTo(issued.key());
        assertThat(payload.at("/data/attributes/expiry").asText()).isEqualTo("2027-11-22T12:00:00Z");
        assertThat(payload.at("/included/0/type").asText()).isEqualTo("entitlements");
        assertThat(payload.at("/included/0/attributes/code").asText()).isEqualTo("export");
        assertThat(payload.at("/included/0/attributes/value").asBoolean()).isTrue();
        assertThat(payload.at("/included/0/attributes").hasNonNull("expiry")).isFalse();
        assertThat(payload.at("/included/1/attributes/code").asText()).isEqualTo("seats");
        assertThat(payload.at("/included/1/attributes/value").asLong()).isEqualTo(5);
        assertThat(payload.at("/included/1/attributes/expiry").asText()).isEqualTo("2026-12-22T12:00:00Z");
        assertThat(payload.at("/meta/ttl").asLong()).isEqualTo(MONTH.toSeconds());
        assertThat(valid.issued()).isEqualTo(file.issuedAt());
        assertThat(valid.expiry()).isEqualTo(file.expiresAt());
        assertThat(read(file, algorithm, "another key", room.clock.instant()))
                .isInstanceOf(LicenseFileResult.Invalid.class);
        assertThat(read(file, algorithm, issued.key(), file.expiresAt().plus(Duration.ofHours(1))))
                .isInstanceOf(LicenseFileResult.Invalid.class);
    }

    /** Servers at customers read it: what stands here now is read by all later versions. */
    @Test
    void aFloatingLicenseTellsHowItsSeatsAreShared() {
        IssuedLicense issued = room.license(Map.of(
                "rules",
                Map.of(
                        "floating",
                        Map.of(
                                "seats",
                                10,
                                "leasing",
                                "PER_USER",
                                "longestBorrowing",
                                "P14D",
                                "order",
                                "LIFO",
                                "groups",
                                List.of(Map.of("name", "design", "reserved", 2))))));
        FileOrder order = new FileOrder(true, MONTH, null, SignatureAlgorithm.ED25519);
        CheckedOut file = room.files.checkOut(room.acme, issued.license().id(), order);

        JsonNode attributes = room.json
                .valueToTree(valid(read(file, SignatureAlgorithm.ED25519, issued.key(), room.clock.instant()))
                        .payload())
                .at("/data/attributes");
        assertThat(attributes.path("whenExpired").asText()).isEqualTo("RESTRICT_ACCESS");
        assertThat(attributes.path("floating")).hasToString("""
                        {"seats":10,"leasing":"PER_USER","timeToLive":"PT5M","longestBorrowing":"P14D",\
                        "linger":"PT0S","overdraft":0,"queue":"PT1M","order":"LIFO",\
                        "groups":[{"name":"design","reserved":2}]}""");
    }

    @Test
    void aMachineFileOpensOnItsMachineOnly() {
        IssuedLicense issued = room.license(Map.of());
        FileOrder order = new FileOrder(true, MONTH, Fingerprint.of("machine"), SignatureAlgorithm.ED25519);

        CheckedOut file = room.files.checkOut(room.acme, issued.license().id(), order);

        assertThat(file.certificate()).startsWith("-----BEGIN MACHINE FILE-----");
        Instant now = room.clock.instant();
        JsonNode payload =
                room.json.valueToTree(valid(read(file, SignatureAlgorithm.ED25519, issued.key() + "machine", now))
                        .payload());
        assertThat(payload.at("/data/type").asText()).isEqualTo("machines");
        assertThat(payload.at("/data/attributes/fingerprint").asText()).isEqualTo("machine");
        assertThat(payload.at("/included/0/type").asText()).isEqualTo("licenses");
        assertThat(read(file, SignatureAlgorithm.ED25519, issued.key() + "other", now))
                .isInstanceOf(LicenseFileResult.Invalid.class);
    }

    private static LicenseFileResult read(CheckedOut file, SignatureAlgorithm algorithm, String secret, Instant now) {
        VerificationKey key =
                room.signingKeys.active(room.acme.tenant(), algorithm).verificationKey();
        return new LicenseFileVerifier(List.of(key)).verify(file.certificate(), secret, now);
    }

    private static LicenseFileResult.Valid valid(LicenseFileResult result) {
        assertThat(result).isInstanceOf(LicenseFileResult.Valid.class);
        return (LicenseFileResult.Valid) result;
    }

    @Test
    void makingAFileIsAudited() {
        UUID id = room.license(Map.of()).license().id();
        FileOrder order = new FileOrder(false, MONTH, null, SignatureAlgorithm.ED25519);

        room.files.checkOut(room.acme, id, order);

        assertThat(room.audits("license.checked-out", id)).isEqualTo(1);
        assertThatThrownBy(() -> room.files.checkOut(room.globex, id, order)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aFileLivesAnHourAtLeast() {
        assertThatThrownBy(() -> new FileOrder(true, Duration.ofMinutes(59), null, SignatureAlgorithm.ED25519))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> FileAlgorithms.of("md5")).isInstanceOf(ProblemException.class);
    }
}
