package dev.marque.licensing.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Machines that use a license without taking a seat of it. */
class PurposeTest {

    private static final LicensingFixture room = new LicensingFixture();

    @AfterAll
    static void close() {
        room.close();
    }

    private static IssuedLicense license(int seats, int development, int staging) {
        return room.license(Map.of(
                "maxActivations",
                seats,
                "rules",
                Map.of("uncounted", Map.of("development", development, "staging", staging))));
    }

    private static Machine machine(String value, Purpose purpose) {
        return new Machine(Fingerprint.of(value), null, null, null, purpose);
    }

    private static Code activated(Actor installation, String value, Purpose purpose) {
        return room.activations
                .activate(installation, machine(value, purpose))
                .outcome()
                .code();
    }

    private static Code validated(Actor installation, String value) {
        return room.validations
                .validate(installation, ValidationRequest.PLAIN.from(Fingerprint.of(value)))
                .outcome()
                .code();
    }

    @Test
    void machinesForDevelopmentAndStagingTakeNoSeat() {
        IssuedLicense issued = license(1, 2, 1);
        Actor installation = room.installation(issued);

        assertThat(activated(installation, "dev 1", Purpose.DEVELOPMENT)).isEqualTo(Code.VALID);
        assertThat(activated(installation, "dev 2", Purpose.DEVELOPMENT)).isEqualTo(Code.VALID);
        assertThat(activated(installation, "stage", Purpose.STAGING)).isEqualTo(Code.VALID);
        assertThat(activated(installation, "server", Purpose.PRODUCTION)).isEqualTo(Code.VALID);

        assertThat(List.of("dev 1", "stage", "server"))
                .map(value -> room.validations
                        .validate(installation, ValidationRequest.PLAIN.from(Fingerprint.of(value)))
                        .purpose())
                .containsExactly(Purpose.DEVELOPMENT, Purpose.STAGING, Purpose.PRODUCTION);
        assertThat(activated(installation, "dev 3", Purpose.DEVELOPMENT)).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        assertThat(activated(installation, "stage 2", Purpose.STAGING)).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        assertThat(activated(installation, "server 2", Purpose.PRODUCTION)).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        assertThat(List.of("dev 1", "dev 2", "stage", "server"))
                .allSatisfy(value -> assertThat(validated(installation, value)).isEqualTo(Code.VALID));
        assertThat(room.licenses.get(room.acme, issued.license().id()).activations())
                .isEqualTo(1);
        assertThat(room.activations
                        .list(room.acme, issued.license().id(), PageRequest.first(5))
                        .items())
                .extracting(Activation::purpose)
                .containsExactlyInAnyOrder(
                        Purpose.DEVELOPMENT, Purpose.DEVELOPMENT, Purpose.STAGING, Purpose.PRODUCTION);
    }

    @Test
    void withoutARuleThereAreNone() {
        Actor installation = room.installation(room.license(Map.of("maxActivations", 5)));

        assertThat(activated(installation, "dev", Purpose.DEVELOPMENT)).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
        assertThat(activated(installation, "stage", Purpose.STAGING)).isEqualTo(Code.TOO_MANY_ACTIVATIONS);
    }

    @Test
    void aMachineStaysWhatItWasActivatedAs() {
        Actor installation = room.installation(license(1, 1, 0));
        activated(installation, "desk", Purpose.DEVELOPMENT);

        Seating again = room.activations.activate(installation, machine("desk", Purpose.PRODUCTION));

        assertThat(Objects.requireNonNull(again.activation()).purpose()).isEqualTo(Purpose.DEVELOPMENT);
    }

    @Test
    void onlyAMachineOfTheSamePurposeMakesPlace() {
        Actor installation = room.installation(room.license(Map.of(
                "maxActivations",
                1,
                "rules",
                Map.of("uncounted", Map.of("development", 1), "machines", Map.of("replacement", true)))));
        activated(installation, "server", Purpose.PRODUCTION);
        activated(installation, "dev 1", Purpose.DEVELOPMENT);

        Seating second = room.activations.activate(
                installation, machine("dev 2", Purpose.DEVELOPMENT), new Replacement(null, true));

        assertThat(second.outcome().code()).isEqualTo(Code.VALID);
        assertThat(validated(installation, "server")).isEqualTo(Code.VALID);
        assertThat(validated(installation, "dev 1")).isNotEqualTo(Code.VALID);
    }

    @Test
    void eachBoundHoldsHoweverManyComeAtOnce() throws Exception {
        IssuedLicense issued = license(4, 3, 2);
        Actor installation = room.installation(issued);
        List<Callable<Code>> clients = IntStream.range(0, 24)
                .<Callable<Code>>mapToObj(i -> () -> activated(installation, "m" + i, Purpose.values()[i % 3]))
                .toList();

        List<Code> codes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Code> each : threads.invokeAll(clients)) {
                codes.add(each.get());
            }
        }

        assertThat(codes).filteredOn(code -> code == Code.VALID).hasSize(9);
        assertThat(room.texts("select purpose || ' ' || count(*) from license_activations where license_id = '"
                        + issued.license().id() + "' group by purpose order by 1"))
                .containsExactly("DEVELOPMENT 3", "PRODUCTION 4", "STAGING 2");
    }
}
