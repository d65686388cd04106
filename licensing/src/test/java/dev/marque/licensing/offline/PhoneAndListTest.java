package dev.marque.licensing.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.PhoneCodes;
import dev.marque.keys.offline.RevocationList;
import dev.marque.keys.offline.RevocationList.Standing;
import dev.marque.keys.offline.RevocationLists;
import dev.marque.keys.offline.RevocationLists.Intake;
import dev.marque.keys.offline.RevocationLists.Reason;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.VerificationKey;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.activation.Machine;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.offline.PhoneActivations.PhoneSeat;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhoneAndListTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final Fingerprint MACHINE = Fingerprint.of("machine");
    private static final Map<String, Object> CODES =
            Map.of("rules", Map.of("offline", Map.of("phoneCodes", true)), "maxActivations", 1);

    @AfterAll
    static void close() {
        room.close();
    }

    @AfterEach
    void noonAgain() {
        room.clock.set(Instant.parse(LicensingFixture.NOON));
    }

    @Test
    void aCodeGetsASeatAndAResponseThatTheMachineTakes() {
        IssuedLicense issued = room.license(CODES);
        String code = PhoneCodes.request(issued.key(), MACHINE);

        PhoneSeat seat = room.phone.activate(room.acme, code);

        assertThat(seat.until()).isEqualTo(LocalDate.of(2026, 12, 29));
        assertThat(PhoneCodes.readResponse(Objects.requireNonNull(seat.response()), issued.key(), MACHINE))
                .contains(Instant.parse("2026-12-29T00:00:00Z"));
        assertThat(room.phone.activate(room.acme, code).response()).isEqualTo(seat.response());
        PhoneSeat other = room.phone.activate(room.acme, PhoneCodes.request(issued.key(), Fingerprint.of("other")));
        assertThat(other.seating().outcome().code()).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        assertThat(other.response()).isNull();
    }

    @Test
    void aMachineThatWasActivatedByPhoneTakesNoSecondSeatWhenItComesOnline() {
        IssuedLicense issued = room.license(CODES);
        Actor installation = room.installation(issued);
        Machine online = LicensingFixture.machine("machine", Map.of("disk", "d1", "board", "b1"));
        PhoneSeat phoned = room.phone.activate(room.acme, PhoneCodes.request(issued.key(), online.fingerprint()));
        UUID seat = Objects.requireNonNull(phoned.seating().activation()).id();

        ValidationRequest asks = ValidationRequest.PLAIN.from(online.fingerprint());
        assertThat(room.validations.validate(installation, asks).outcome().code())
                .isEqualTo(Code.VALID);
        Seating seating = room.activations.activate(installation, online);

        assertThat(seating.activation()).isNotNull().satisfies(known -> {
            assertThat(known.id()).isEqualTo(seat);
            assertThat(known.fingerprint()).isEqualTo(online.fingerprint());
        });
        assertThat(room.activations
                        .activate(installation, LicensingFixture.machine("other"))
                        .outcome()
                        .code())
                .isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        assertThat(room.activations
                        .activate(
                                installation, LicensingFixture.machine("machine", Map.of("disk", "d9", "board", "b9")))
                        .outcome()
                        .code())
                .as("from now on the machine is known by its parts")
                .isNotEqualTo(Code.VALID);
        PhoneSeat again = room.phone.activate(room.acme, PhoneCodes.request(issued.key(), online.fingerprint()));
        assertThat(Objects.requireNonNull(again.seating().activation()).id())
                .as("nor when it asks by phone again")
                .isEqualTo(seat);
        assertThat(room.licenses.get(room.acme, issued.license().id()).activations())
                .isOne();
    }

    @Test
    void aResponseEndsWithItsLicense() {
        IssuedLicense issued = room.license(
                Map.of("rules", Map.of("offline", Map.of("phoneCodes", true)), "term", "P10D", "grace", "P1D"));
        assertThat(room.phone
                        .activate(room.acme, PhoneCodes.request(issued.key(), MACHINE))
                        .until())
                .isEqualTo(LocalDate.of(2026, 12, 3));
    }

    @Test
    void codesAreForLicensesThatTakeThem() {
        IssuedLicense usual = room.license(Map.of());
        String code = PhoneCodes.request(usual.key(), MACHINE);
        assertProblem(ProblemType.STATE_CONFLICT, code);
        assertProblem(ProblemType.INVALID_INPUT, code.substring(1));
        assertProblem(ProblemType.INVALID_INPUT, PhoneCodes.request("a key of nobody", MACHINE));
        assertThatThrownBy(() -> room.phone.activate(room.globex, code)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aListTellsWhatIsSuspendedAndRevokedAndFollowsWithinAMinute() {
        String product = room.product().code();
        String productId = room.texts("select id::text from products where code = '" + product + "'")
                .getFirst();
        Map<String, String> policy = Map.of("productId", productId);
        IssuedLicense good = room.license(policy);
        IssuedLicense suspended = room.license(policy);
        IssuedLicense revoked = room.license(policy);
        room.licenses.suspend(room.acme, suspended.license().id(), null);
        room.licenses.revoke(room.acme, revoked.license().id(), null);

        RevocationList first = taken(null, product);
        assertThat(standing(first, good)).isEqualTo(Standing.NOT_LISTED);
        assertThat(standing(first, suspended)).isEqualTo(Standing.SUSPENDED);
        assertThat(standing(first, revoked)).isEqualTo(Standing.REVOKED);
        assertThat(first.issuer()).isEqualTo(room.acme.tenant().toString());
        assertThat(standing(taken(null, null), revoked)).isEqualTo(Standing.REVOKED);

        room.licenses.reinstate(room.acme, suspended.license().id());
        room.licenses.archive(room.acme, revoked.license().id());
        assertThat(list(product)).isEqualTo(list(product));
        assertThat(RevocationLists.takeIn(first, list(product), keys()))
                .isEqualTo(new Intake.Refused(Reason.NOT_LATER));
        room.clock.set(room.clock.instant().plus(Revocations.FRESH));
        RevocationList second = taken(first, product);
        assertThat(second.number()).isGreaterThan(first.number());
        assertThat(standing(second, suspended)).isEqualTo(Standing.NOT_LISTED);
        assertThat(standing(second, revoked)).isEqualTo(Standing.REVOKED);
    }

    @Test
    void anotherProcessNeverGivesAnOlderListAHigherNumber() {
        Revocations other = new Revocations(room.database, room.signingKeys, room.clock);
        long first = room.revocations
                .current(room.acme.tenant(), null, SignatureAlgorithm.RSA_SHA256)
                .list()
                .number();
        assertThat(other.current(room.acme.tenant(), null, SignatureAlgorithm.RSA_SHA256)
                        .list()
                        .number())
                .isGreaterThan(first);
    }

    @Test
    void whatEndedLongAgoNeedsNoLineUnlessItsEndMeansNothing() {
        IssuedLicense ends = room.license(Map.of("term", "P1M"));
        IssuedLicense goesOn =
                room.license(Map.of("term", "P1M", "rules", Map.of("expiration", Map.of("strategy", "ALLOW_ACCESS"))));
        IssuedLicense forEver = room.license(Map.of());
        for (IssuedLicense issued : List.of(ends, goesOn, forEver)) {
            room.licenses.revoke(room.acme, issued.license().id(), null);
        }
        room.clock.set(room.clock.instant().plus(Duration.ofDays(300)));
        assertThat(standing(taken(null, null), ends)).isEqualTo(Standing.REVOKED);
        room.clock.set(room.clock.instant().plus(Duration.ofDays(100)));
        RevocationList list = taken(null, null);
        assertThat(standing(list, ends)).isEqualTo(Standing.NOT_LISTED);
        assertThat(standing(list, goesOn)).isEqualTo(Standing.REVOKED);
        assertThat(standing(list, forEver)).isEqualTo(Standing.REVOKED);
    }

    @Test
    void aListIsOfOneTenantAndOfProductsThatThereAre() {
        IssuedLicense revoked = room.license(Map.of());
        room.licenses.revoke(room.acme, revoked.license().id(), null);
        RevocationList theirs = room.revocations
                .current(room.globex.tenant(), null, SignatureAlgorithm.ED25519)
                .list();
        assertThat(standing(theirs, revoked)).isEqualTo(Standing.NOT_LISTED);
        assertThatThrownBy(() -> room.revocations.current(room.acme.tenant(), "NONE", SignatureAlgorithm.ED25519))
                .isInstanceOf(ProblemException.class);
    }

    private static String list(@Nullable String product) {
        return room.revocations
                .current(room.acme.tenant(), product, SignatureAlgorithm.ED25519)
                .text();
    }

    private static RevocationList taken(@Nullable RevocationList current, @Nullable String product) {
        Intake intake = RevocationLists.takeIn(current, list(product), keys());
        assertThat(intake).isInstanceOf(Intake.Taken.class);
        return ((Intake.Taken) intake).list();
    }

    private static List<VerificationKey> keys() {
        return room.signingKeys.published(room.acme.tenant()).genuine();
    }

    private static Standing standing(RevocationList list, IssuedLicense issued) {
        return list.standing(issued.license().id().toString());
    }

    private static void assertProblem(ProblemType type, String code) {
        assertThatThrownBy(() -> room.phone.activate(room.acme, code))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                        .isEqualTo(type));
    }
}
