package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.json.Json;
import dev.marque.keys.offline.RevocationList;
import dev.marque.keys.sign.Jwk;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SigningKey;
import dev.marque.sdk.LicenseStatus.Codes;
import dev.marque.sdk.testing.BesideVendor;
import dev.marque.sdk.testing.Program;
import dev.marque.sdk.testing.VendorLicense;
import dev.marque.sdk.testing.VendorList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a vendor takes back from programs that cannot ask: signed lists that somebody brings them. */
class RevocationListTest extends BesideVendor {

    private static final Instant LATER = START.plus(Duration.ofMinutes(1));
    private static final VendorList LIST = VendorList.numbered(7, LATER).revoking(VendorList.LICENSE);

    /** Proved a minute ago, and out of the server's reach since. */
    private Program offline() {
        Program program = program();
        program.start().close();
        vendor.down();
        vendor.time.set(LATER);
        return program;
    }

    private String signed(VendorList list) {
        return list.signedBy(vendor.key);
    }

    @Test
    void aRevokedLicenseIsRefusedWhileOfflineAndAfterTheNextStart() {
        Program program = offline();
        try (Marque marque = program.start()) {
            assertThat(marque.isValid()).isTrue();
            assertThat(marque.revocationList()).isEmpty();
            assertThat(marque.installRevocationList(signed(LIST)).code()).isEqualTo("REVOKED");
            assertThat(marque.revocationList()).map(RevocationList::number).contains(7L);
            assertThat(program.told()).contains(new MarqueEvent.Revoked());
        }
        try (Marque marque = program.start()) {
            assertThat(marque.status().code()).isEqualTo("REVOKED");
        }
    }

    @Test
    void aSuspendedLicenseIsBackWithALaterListThatDoesNotNameIt() {
        try (Marque marque = offline().start()) {
            VendorList suspending = VendorList.numbered(7, LATER).suspending(VendorList.LICENSE);
            assertThat(marque.installRevocationList(signed(suspending)).code()).isEqualTo("SUSPENDED");
            assertThat(marque.installRevocationList(signed(suspending)).code())
                    .as("the same again")
                    .isEqualTo("SUSPENDED");
            VendorList later = VendorList.numbered(8, LATER.plusSeconds(60)).revoking("license-2");
            assertThat(marque.installRevocationList(signed(later)).code()).isEqualTo("VALID");
        }
    }

    @Test
    void whatTheServerSignsLaterCountsMore() throws Exception {
        Program program = offline();
        try (Marque marque = program.start()) {
            marque.installRevocationList(signed(VendorList.numbered(7, LATER).suspending(VendorList.LICENSE)));
            vendor.up();
            vendor.time.advance(Duration.ofMinutes(5));
            assertThat(marque.checkNow().code()).as("reinstated meanwhile").isEqualTo("VALID");
        }
        vendor.down();
        try (Marque marque = program.start()) {
            assertThat(marque.isValid()).isTrue();
        }
    }

    @Test
    void aListOnDiskOrInTheProgramCountsFromTheStart() throws Exception {
        Program program = offline();
        Path file = Files.writeString(folder.resolve("revocations.txt"), signed(LIST));
        for (String where : List.of(file.toString(), signed(LIST))) {
            try (Marque marque = program.builder().revocationList(where).build()) {
                assertThat(marque.status().code()).isEqualTo("REVOKED");
            }
        }
        String damaged = signed(LIST).replaceFirst("[a-m]", "z");
        try (Marque marque = program.builder()
                .revocationList(damaged)
                .revocationList("/nowhere")
                .build()) {
            assertThat(marque.isValid())
                    .as("what is not genuine counts for nothing")
                    .isTrue();
        }
    }

    @Test
    void theLatestOfWhatIsKeptAndWhatComesWithTheProgramCounts() {
        Program program = offline();
        try (Marque marque = program.start()) {
            marque.installRevocationList(signed(LIST));
        }
        String older = signed(VendorList.numbered(6, LATER.minusSeconds(5)));
        try (Marque marque = program.builder().revocationList(older).build()) {
            assertThat(marque.status().code()).isEqualTo("REVOKED");
        }
    }

    @Test
    void aListThatIsNotOneToGoByIsRefusedWithTheReason() {
        SigningKey stranger = KeyPairs.generate(SignatureAlgorithm.ED25519, new SecureRandom());
        VendorList good = VendorList.numbered(7, LATER);
        try (Marque marque = offline().start()) {
            marque.installRevocationList(signed(good));
            Map.of(
                            signed(LIST).replaceFirst("[a-m]", "z"),
                            "not signed by the vendor",
                            LIST.signedBy(stranger),
                            "not signed by the vendor",
                            "nonsense",
                            "damaged",
                            signed(VendorList.numbered(6, LATER).revoking(VendorList.LICENSE)),
                            "a later one is here already",
                            signed(LIST.about("CAD")),
                            "about another product",
                            signed(VendorList.numbered(9, LATER)
                                    .by("another vendor")
                                    .revoking(VendorList.LICENSE)),
                            "another vendor's")
                    .forEach((text, reason) -> assertThatThrownBy(() -> marque.installRevocationList(text))
                            .isInstanceOfSatisfying(LicenseException.class, refused -> assertThat(refused.code())
                                    .isEqualTo("LIST_REFUSED"))
                            .hasMessageContaining(reason));
            assertThat(marque.isValid()).as("the list before goes on to count").isTrue();
            assertThat(marque.revocationList()).map(RevocationList::number).contains(7L);
        }
    }

    @Test
    void listsOfTheProductAndOfAllProductsFollowEachOtherByTheirTimes() {
        try (Marque marque = offline().start()) {
            marque.installRevocationList(
                    signed(VendorList.numbered(3, LATER.plusSeconds(60)).about("ENT")));
            assertThatThrownBy(() -> marque.installRevocationList(signed(LIST))).hasMessageContaining("a later one");
            VendorList ofAll = VendorList.numbered(8, LATER.plusSeconds(120)).revoking(VendorList.LICENSE);
            assertThat(marque.installRevocationList(signed(ofAll)).code()).isEqualTo("REVOKED");
        }
    }

    @Test
    void aFileThatARevokedKeySignedCountsNoMore() {
        SigningKey next = KeyPairs.generate(SignatureAlgorithm.ED25519, new SecureRandom());
        String both = Json.write(
                Map.of("keys", List.of(Jwk.of(vendor.key.verificationKey()), Jwk.of(next.verificationKey()))));
        MarqueBuilder apart = Marque.builder()
                .licenseKey(VendorLicense.KEY)
                .product("ENT")
                .publicKeys(both)
                .folder(folder)
                .fingerprint(Program.machine("board-1", "disk-1"))
                .clock(vendor.time)
                .licenseFile(vendor.license.machineFile("board-1", VendorLicense.KEY + "board-1", Map.of()));
        String list =
                VendorList.numbered(7, LATER).revokingKey(vendor.key.kid()).signedBy(next);
        vendor.time.set(LATER);
        try (Marque marque = apart.build()) {
            assertThat(marque.isValid()).isTrue();
            assertThat(marque.installRevocationList(list).code()).isEqualTo(Codes.UNPROVEN);
        }
        try (Marque marque = apart.build()) {
            assertThat(marque.status().code()).isEqualTo(Codes.UNPROVEN);
        }
    }

    @Test
    void aListIsASignedTimeThatAClockIsHeldTo() {
        try (Marque marque = offline().start()) {
            marque.installRevocationList(signed(VendorList.numbered(7, START.plus(Duration.ofDays(2)))));
            assertThat(marque.status().code()).isEqualTo(Codes.CLOCK_BEHIND);
        }
    }

    @Test
    void whoGivesTheLicenseUpStillKnowsWhatWasRevoked() {
        try (Marque marque = offline().start()) {
            marque.installFile(vendor.license.machineFile(
                    "board-1", VendorLicense.KEY + "board-1", Map.of("activation", new UUID(7, 7).toString())));
            marque.installRevocationList(signed(LIST));
            marque.signOff();
            assertThat(marque.revocationList()).isPresent();
        }
        try (Marque marque = program().start()) {
            assertThat(marque.revocationList()).map(RevocationList::number).contains(7L);
        }
    }
}
