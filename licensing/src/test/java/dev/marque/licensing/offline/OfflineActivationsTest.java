package dev.marque.licensing.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.file.LicenseFileResult.Valid;
import dev.marque.keys.file.LicenseFileVerifier;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.ActivationRequest;
import dev.marque.keys.offline.DeactivationProof;
import dev.marque.keys.offline.OfflineVerdict;
import dev.marque.keys.offline.QrParts;
import dev.marque.keys.offline.SignedTime;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.validation.Code;
import dev.marque.licensing.file.CheckedOut;
import dev.marque.licensing.file.FileOrder;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfflineActivationsTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final FileOrder ORDER = new FileOrder(true, null, null, SignatureAlgorithm.ED25519);

    @AfterAll
    static void close() {
        room.close();
    }

    @AfterEach
    void noonAgain() {
        room.clock.set(Instant.parse(LicensingFixture.NOON));
    }

    @ParameterizedTest
    @EnumSource(names = {"ED25519", "RSA_SHA256", "RSA_PSS_SHA256"})
    void aRequestGetsASeatAndTheFileThatAnswersIt(SignatureAlgorithm algorithm) {
        IssuedLicense issued = room.license(Map.of("maxActivations", 1));
        ActivationRequest request = request("machine");

        OfflineSeat seat = room.offline.activate(
                room.acme, request.write(issued.key()), new FileOrder(true, null, null, algorithm));

        UUID activation = Objects.requireNonNull(seat.seating().activation()).id();
        Valid file = read(issued, seat.file(), algorithm, "machine");
        assertThat(request.isAnsweredBy(file)).isTrue();
        assertThat(request("machine").isAnsweredBy(file)).isFalse();
        JsonNode payload = room.json.valueToTree(file.payload());
        assertThat(payload.at("/meta/activation").asText()).isEqualTo(activation.toString());
        assertThat(room.audits("activation.created", activation)).isEqualTo(1);
        assertThat(room.audits("license.checked-out", issued.license().id())).isEqualTo(1);
    }

    @Test
    void aRequestWrittenWithTheKeyBeforeIsAnsweredForThatKeyAsLongAsItWorks() {
        IssuedLicense issued = room.license(Map.of("maxActivations", 2));
        String early = request("early").write(issued.key());
        String late = request("late").write(issued.key());
        room.keyReplacement.replace(room.acme, issued.license().id(), Duration.ofDays(1));
        OfflineSeat seat = room.offline.activate(room.acme, early, ORDER);
        assertThat(seat.seating().activation()).isNotNull();
        assertThat(read(issued, seat.file(), SignatureAlgorithm.ED25519, "early")
                        .payload())
                .as("the machine has no other key to read the answer with")
                .isNotNull();
        room.clock.advance(Duration.ofDays(1));
        assertThatThrownBy(() -> room.offline.activate(room.acme, late, ORDER)).isInstanceOf(ProblemException.class);
    }

    @Test
    void theFileTellsHowLongTheMachineMayBeOfflineAndLivesNoLonger() {
        IssuedLicense issued =
                room.license(Map.of("rules", Map.of("offline", Map.of("longest", "P10D", "grace", "P2D"))));
        UUID id = issued.license().id();
        Instant now = room.clock.instant();

        CheckedOut file = room.files.checkOut(
                room.acme, id, new FileOrder(true, Duration.ofDays(3_000), null, SignatureAlgorithm.ED25519));

        assertThat(file.expiresAt()).isEqualTo(now.plus(Duration.ofDays(12)));
        Valid valid = read(issued, file, SignatureAlgorithm.ED25519, "");
        assertThat(OfflineVerdict.of(valid, now.plus(Duration.ofDays(11)), SignedTime.NONE))
                .isEqualTo(new OfflineVerdict(
                        OfflineVerdict.Code.IN_OFFLINE_GRACE,
                        now.plus(Duration.ofDays(10)),
                        now.plus(Duration.ofDays(12))));
        FileOrder day = new FileOrder(true, Duration.ofDays(1), null, SignatureAlgorithm.ED25519);
        assertThat(room.files.checkOut(room.acme, id, day).expiresAt()).isEqualTo(now.plus(Duration.ofDays(1)));
        FileOrder open = new FileOrder(true, null, null, SignatureAlgorithm.ED25519);
        UUID usual = room.license(Map.of()).license().id();
        assertThat(room.files.checkOut(room.acme, usual, open).expiresAt()).isEqualTo(now.plus(Duration.ofDays(37)));
    }

    @Test
    void theSameRequestBroughtTwiceHasOneSeat() {
        IssuedLicense issued = room.license(Map.of("maxActivations", 3));
        String text = request("machine").write(issued.key());

        assertThat(seat(issued, text)).isEqualTo(seat(issued, text));
        assertThat(seats(issued)).isEqualTo(1);
    }

    @Test
    void manyBringingAtOnceEndWithExactlyTheSeatsThereAre() throws InterruptedException {
        IssuedLicense issued = room.license(Map.of("maxActivations", 5));
        List<String> texts = IntStream.range(0, 20)
                .mapToObj(i -> request("machine " + i).write(issued.key()))
                .toList();
        List<Callable<Code>> people = IntStream.range(0, 60)
                .<Callable<Code>>mapToObj(i -> () -> room.offline
                        .activate(room.acme, texts.get(i % 20), ORDER)
                        .seating()
                        .outcome()
                        .code())
                .toList();
        List<Code> codes;
        try (ExecutorService threads = LicensingFixture.clients()) {
            codes = threads.invokeAll(people).stream().map(Future::resultNow).toList();
        }

        assertThat(codes).filteredOn(Code.VALID::equals).hasSize(15);
        assertThat(codes).filteredOn(Code.TOO_MANY_ACTIVATIONS::equals).hasSize(45);
        assertThat(seats(issued)).isEqualTo(5);
    }

    @Test
    void aRequestIsSpentOnceItsMachineIsOff() {
        IssuedLicense issued = room.license(Map.of("maxActivations", 1));
        String text = request("machine").write(issued.key());
        UUID activation = seat(issued, text);
        String proof = proof(activation, "machine").write(issued.key());

        Instant later = room.clock.instant().plus(Duration.ofHours(1));
        room.clock.set(later);
        SignedOff off = room.offline.signOff(room.acme, proof);
        assertThat(off).isEqualTo(new SignedOff(issued.license().id(), activation, later));
        assertThat(seats(issued)).isZero();
        room.clock.set(later.plus(Duration.ofHours(1)));
        assertThat(room.offline.signOff(room.acme, proof)).isEqualTo(off);
        assertThat(room.audits("activation.deactivated", activation)).isEqualTo(1);
        assertThat(room.events("activation.deactivated", activation)).isEqualTo(1);

        assertProblem(ProblemType.STATE_CONFLICT, () -> room.offline.activate(room.acme, text, ORDER));
        assertThat(seat(issued, request("machine").write(issued.key()))).isNotEqualTo(activation);
    }

    @Test
    void whatIsAlteredForeignOrOutOfReachIsRefusedAlike() {
        IssuedLicense issued = room.license(Map.of());
        String good = request("machine").write(issued.key());
        String altered = good.replace("-----\nA", "-----\nB").replace("-----\ne", "-----\nf");
        assertThat(altered).isNotEqualTo(good);
        Actor outOfReach = new Actor(
                room.acme.tenant(),
                Actor.Kind.USER,
                room.ids.next(),
                "grace@acme.example",
                Set.of(),
                RecordScope.own(room.ids.next()),
                room.acme.origin());
        Actor otherInstallation = room.installation(room.license(Map.of()));

        assertProblem(ProblemType.INVALID_INPUT, () -> room.offline.activate(room.acme, altered, ORDER));
        assertProblem(ProblemType.INVALID_INPUT, () -> room.offline.activate(room.acme, "nonsense", ORDER));
        assertProblem(ProblemType.INVALID_INPUT, () -> room.offline.activate(room.globex, good, ORDER));
        assertProblem(ProblemType.INVALID_INPUT, () -> room.offline.activate(outOfReach, good, ORDER));
        assertProblem(ProblemType.INVALID_INPUT, () -> room.offline.activate(otherInstallation, good, ORDER));
        assertThat(seats(issued)).isZero();
        assertThat(room.offline.activate(room.installation(issued), good, ORDER).file())
                .isNotNull();
        String foreign = proof(room.ids.next(), "machine").write(issued.key());
        assertProblem(ProblemType.INVALID_INPUT, () -> room.offline.signOff(room.acme, foreign));
        assertProblem(ProblemType.INVALID_INPUT, () -> room.offline.signOff(room.acme, good));
    }

    @Test
    void aSuspendedLicenseRefusesInItsAnswerAndAPolicyForbidsAltogether() {
        IssuedLicense suspended = room.license(Map.of());
        room.licenses.suspend(room.acme, suspended.license().id(), null);
        OfflineSeat refused = room.offline.activate(room.acme, request("m").write(suspended.key()), ORDER);
        assertThat(refused.seating().outcome().code()).isEqualTo(Code.SUSPENDED);
        assertThat(refused.file()).isNull();

        IssuedLicense connected = room.license(Map.of("rules", Map.of("offline", Map.of("airGapped", false))));
        assertProblem(
                ProblemType.STATE_CONFLICT,
                () -> room.offline.activate(room.acme, request("m").write(connected.key()), ORDER));
        assertThat(seats(connected)).isZero();
    }

    @Test
    void scannedPartsAreAsGoodAsTheFile() {
        IssuedLicense issued = room.license(Map.of());
        List<String> parts = QrParts.of(request("machine").write(issued.key()));

        assertThat(seat(issued, String.join("\n", parts))).isNotNull();
        assertThat(parts).hasSizeGreaterThan(1);
        assertProblem(ProblemType.INVALID_INPUT, () -> room.offline.activate(room.acme, parts.get(0), ORDER));
    }

    private static ActivationRequest request(String machine) {
        return ActivationRequest.of(
                Fingerprint.of(machine), null, "2.1.0", "linux-x86_64", room.clock.instant(), room.random);
    }

    private static DeactivationProof proof(UUID activation, String machine) {
        return DeactivationProof.of(activation, machine, room.clock.instant(), room.random);
    }

    private static UUID seat(IssuedLicense issued, String text) {
        OfflineSeat seat = room.offline.activate(room.acme, text, ORDER);
        assertThat(seat.seating().license().id()).isEqualTo(issued.license().id());
        return Objects.requireNonNull(seat.seating().activation()).id();
    }

    private static Valid read(
            IssuedLicense issued, @Nullable CheckedOut file, SignatureAlgorithm algorithm, String fingerprint) {
        var key = room.signingKeys.active(room.acme.tenant(), algorithm).verificationKey();
        return (Valid) new LicenseFileVerifier(List.of(key))
                .genuine(Objects.requireNonNull(file).certificate(), issued.key() + fingerprint);
    }

    private static int seats(IssuedLicense issued) {
        return room.number("select count(*) from license_activations where deactivated_at is null and license_id = '"
                + issued.license().id() + "'");
    }

    private static void assertProblem(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                .isEqualTo(type));
    }
}
