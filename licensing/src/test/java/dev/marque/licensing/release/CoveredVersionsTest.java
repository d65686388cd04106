package dev.marque.licensing.release;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Channel;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Scopes;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.Machine;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.LicenseEdit;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.product.Product;
import dev.marque.licensing.product.ProductEdit;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.validation.UpdateNotice;
import dev.marque.licensing.validation.Verdict;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CoveredVersionsTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final Releases releases = new Releases(room.database, room.changes, room.clock);

    private final Product product = room.product();

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void whatCameOutDuringMaintenanceIsCoveredForEver() {
        IssuedLicense issued = issued(Map.of("maintenance", "P1Y"));
        Instant end = Objects.requireNonNull(maintenanceEnd(issued));
        assertThat(end).isEqualTo(inYears(1));
        listed("1.0", Channel.STABLE, end.minusSeconds(1));
        listed("2.0", Channel.STABLE, end);

        assertThat(code(issued, "1.0")).isEqualTo(Code.VALID);
        assertThat(code(issued, "2.0.0")).isEqualTo(Code.MAINTENANCE_ENDED);
        assertThat(code(issued, "3.0")).as("not listed").isEqualTo(Code.VALID);

        room.licenses.renewMaintenance(room.acme, issued.license().id());
        assertThat(maintenanceEnd(issued)).isEqualTo(inYears(2));
        assertThat(code(issued, "2.0")).isEqualTo(Code.VALID);
        assertThat(room.audits("license.maintenance-renewed", issued.license().id()))
                .isEqualTo(1);
    }

    @Test
    void maintenanceIsSetByHandAndEndsOnlyWhereItHasAnEnd() {
        IssuedLicense forEver = issued(Map.of());
        UUID id = forEver.license().id();
        assertThatThrownBy(() -> room.licenses.renewMaintenance(room.acme, id))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no terms");
        listed("1.0", Channel.STABLE, room.clock.instant());
        LicenseEdit edit = new LicenseEdit(null, null, room.clock.instant(), null, null, null);
        room.licenses.update(room.acme, id, edit, ExpectedVersion.ANY);
        assertThat(code(forEver, "1.0")).isEqualTo(Code.MAINTENANCE_ENDED);
    }

    @Test
    void aVersionSaysWhichChannelItIsUnlessTheVendorDoes() {
        IssuedLicense issued = issued(Map.of("channel", "BETA", "listedOnly", true));
        assertThat(listed("2.0-alpha.1", null, null).channel()).isEqualTo(Channel.ALPHA);
        listed("2.0-nightly", Channel.RC, null);
        assertThat(code(issued, "2.0-alpha.1")).isEqualTo(Code.CHANNEL_NOT_LICENSED);
        assertThat(code(issued, "2.0-nightly")).isEqualTo(Code.VALID);
        assertThat(code(issued, "2.0-beta.1")).isEqualTo(Code.VERSION_UNKNOWN);
    }

    @Test
    void listingAgainKeepsWhatIsLeftOutAndTheSameChangesNothing() {
        Release first = listed("v2.1", Channel.RC, Instant.parse("2026-01-01T00:00:00Z"));
        Release again =
                releases.list(room.acme, product.id(), "2.1.0", new ListedRelease(null, null, List.of("b", "a", "b")));
        assertThat(again).isEqualTo(new Release("2.1.0", Channel.RC, first.releasedAt(), List.of("a", "b")));
        releases.list(room.acme, product.id(), "2.1", new ListedRelease(null, null, null));
        assertThat(releases.of(room.acme, product.id())).containsExactly(again);
        assertThat(room.audits("product-version.listed", product.id())).isEqualTo(1);
        assertThat(room.audits("product-version.updated", product.id())).isEqualTo(1);

        releases.unlist(room.acme, product.id(), "2.1");
        assertThat(releases.of(room.acme, product.id())).isEmpty();
        assertThatThrownBy(() -> releases.unlist(room.acme, product.id(), "2.1"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> releases.of(room.globex, product.id())).isInstanceOf(ProblemException.class);
    }

    @Test
    void aProgramThatWasChangedIsFound() {
        IssuedLicense issued = issued(Map.of());
        ListedRelease files = new ListedRelease(null, null, List.of("linux-sum", "mac-sum"));
        releases.list(room.acme, product.id(), "1.0", files);
        releases.list(room.acme, product.id(), "1.1", new ListedRelease(null, null, List.of("new-sum")));
        assertThat(checked(issued, "1.0", "mac-sum")).isEqualTo(Code.VALID);
        assertThat(checked(issued, "1.0", "new-sum")).as("of another version").isEqualTo(Code.CHECKSUM_MISMATCH);
        assertThat(checked(issued, null, "new-sum")).isEqualTo(Code.VALID);
        assertThat(checked(issued, null, "cracked")).isEqualTo(Code.CHECKSUM_MISMATCH);
    }

    @Test
    void anUpdateIsAnnouncedAndThenRequired() {
        Instant from = room.clock.instant().plus(Duration.ofMinutes(10));
        ProductEdit edit = new ProductEdit(null, "2.0", from, "Get it at notepad.example");
        room.products.update(room.acme, product.id(), edit, ExpectedVersion.ANY);
        IssuedLicense issued = issued(Map.of());

        Verdict before = ask(issued, ValidationRequest.PLAIN.by(null, Version.of("1.9")));
        assertThat(before.outcome().code()).isEqualTo(Code.VALID);
        assertThat(before.update()).isEqualTo(new UpdateNotice("2.0.0", from, "Get it at notepad.example"));
        assertThat(before.nextCheckAt()).as("then the answer changes").isEqualTo(from);
        assertThat(ask(issued, ValidationRequest.PLAIN.by(null, Version.of("2.0")))
                        .update())
                .isNull();

        room.clock.advance(Duration.ofMinutes(10));
        Verdict after = ask(issued, ValidationRequest.PLAIN.by(null, Version.of("1.9")));
        assertThat(after.outcome().code()).isEqualTo(Code.UPDATE_REQUIRED);
        assertThat(after.outcome().detail()).isEqualTo("Get it at notepad.example");
        assertThat(room.activations
                        .activate(room.installation(issued), new Machine(Fingerprint.of("m"), null, "1.9", null))
                        .outcome()
                        .code())
                .isEqualTo(Code.UPDATE_REQUIRED);
    }

    @Test
    void aProgramSaysWhatItsLicenseWantsToBeTold() {
        Policy policy = room.policy(Map.of(
                "productId",
                product.id(),
                "rules",
                Map.of("scopes", Map.of("required", List.of("POLICY", "MACHINE")))));
        IssuedLicense issued = room.issue(policy);
        Actor installation = room.installation(issued);
        Activation activation = room.activations
                .activate(installation, machine("desk", Map.of("cpu", "c1")))
                .activation();
        UUID desk = Objects.requireNonNull(activation).id();
        ValidationRequest asking = ValidationRequest.PLAIN.from(Fingerprint.of("desk", Map.of("cpu", "c1")));

        assertThat(ask(issued, asking).outcome().code()).isEqualTo(Code.POLICY_REQUIRED);
        Scopes fits = new Scopes(policy.id(), desk, Set.of("desk"), Map.of("cpu", "c1"), null, null);
        Verdict verdict = ask(issued, asking.within(fits));
        assertThat(verdict.outcome().code()).isEqualTo(Code.VALID);
        assertThat(verdict.seats().used()).isEqualTo(1);
        Scopes other = new Scopes(policy.id(), room.ids.next(), Set.of(), Map.of(), null, null);
        assertThat(ask(issued, asking.within(other)).outcome().code()).isEqualTo(Code.MACHINE_MISMATCH);
        assertThat(room.validations
                        .explain(room.acme, issued.license().id(), asking, null)
                        .reasons())
                .extracting(reason -> reason.code())
                .containsExactly(Code.POLICY_REQUIRED);
        assertThat(room.heartbeats
                        .beat(installation, new MachineReference(desk, null), null)
                        .outcome()
                        .code())
                .as("a sign of life is no question")
                .isEqualTo(Code.VALID);
    }

    @Test
    void severalFingerprintsAreKnownTogether() {
        Policy policy = room.policy(Map.of("productId", product.id(), "matching", "MATCH_TWO"));
        IssuedLicense issued = room.issue(policy);
        Actor installation = room.installation(issued);
        room.activations.activate(installation, machine("desk"));
        Scopes both = new Scopes(null, null, Set.of("desk", "lap", "else"), Map.of(), null, null);
        assertThat(ask(issued, ValidationRequest.PLAIN.within(both)).outcome().code())
                .isEqualTo(Code.FINGERPRINT_MISMATCH);
        room.activations.activate(installation, machine("lap"));
        assertThat(ask(issued, ValidationRequest.PLAIN.within(both)).outcome().code())
                .isEqualTo(Code.VALID);
    }

    private static Instant inYears(int years) {
        return room.clock
                .instant()
                .atZone(ZoneId.of("Europe/Berlin"))
                .plusYears(years)
                .toInstant();
    }

    private IssuedLicense issued(Map<String, ?> updates) {
        return room.issue(room.policy(
                Map.of("productId", product.id(), "requiresActivation", false, "rules", Map.of("updates", updates))));
    }

    private Release listed(String version, @Nullable Channel channel, @Nullable Instant at) {
        return releases.list(room.acme, product.id(), version, new ListedRelease(channel, at, null));
    }

    private static Code code(IssuedLicense issued, String version) {
        return ask(issued, ValidationRequest.PLAIN.by(null, Version.of(version)))
                .outcome()
                .code();
    }

    private static Code checked(IssuedLicense issued, @Nullable String version, String checksum) {
        Scopes scopes = new Scopes(null, null, Set.of(), Map.of(), checksum, null);
        return ask(
                        issued,
                        ValidationRequest.PLAIN
                                .by(null, version == null ? null : Version.of(version))
                                .within(scopes))
                .outcome()
                .code();
    }

    private static Verdict ask(IssuedLicense issued, ValidationRequest request) {
        return room.validations.validate(room.installation(issued), request);
    }

    private static @Nullable Instant maintenanceEnd(IssuedLicense issued) {
        return room.licenses.get(room.acme, issued.license().id()).maintenanceEndsAt();
    }
}
