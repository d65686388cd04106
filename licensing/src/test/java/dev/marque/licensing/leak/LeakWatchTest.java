package dev.marque.licensing.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RequestOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LeakWatchTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final LeakWatch watch = new LeakWatch(
            room.database,
            room.tenants,
            address -> room.countries.get(address.getHostAddress()),
            room.changes,
            room.clock,
            room.ids);
    private static final Leaks leaks = new Leaks(room.database, room.changes, room.clock);
    private static final PageRequest PAGE = PageRequest.first(200);

    @AfterAll
    static void close() {
        room.close();
    }

    private static IssuedLicense watched(Map<String, ?> rules) {
        return room.license(Map.of("maxActivations", 1, "rules", Map.of("leaks", rules)));
    }

    private static Code use(IssuedLicense license, String address, String machine) {
        Actor known = room.installation(license);
        Actor there = new Actor(
                known.tenant(),
                known.kind(),
                known.id(),
                known.name(),
                known.permissions(),
                known.scope(),
                new RequestOrigin("test", address, "JUnit"));
        room.clock.advance(Duration.ofSeconds(1));
        return room.validations
                .validate(
                        there,
                        ValidationRequest.PLAIN.from(
                                LicensingFixture.machine(machine).fingerprint()))
                .outcome()
                .code();
    }

    private static List<Leak> found(IssuedLicense license) {
        return leaks.list(room.acme, null, license.license().id(), PAGE).items();
    }

    @Test
    void aKeyThatIsTriedOnMoreMachinesThanExpectedIsToldOnceInAPeriodAndNobodyIsRefusedForIt() throws Exception {
        IssuedLicense license = watched(Map.of("machines", 3, "period", "P1D"));
        room.activations.activate(room.installation(license), LicensingFixture.machine("own"));
        use(license, "192.0.2.1", "m-1");
        use(license, "192.0.2.1", "m-2");
        watch.run();
        assertThat(found(license)).isEmpty();
        assertThat(use(license, "192.0.2.1", "m-3")).as("it has no seat").isEqualTo(Code.FINGERPRINT_MISMATCH);
        try (ExecutorService two = LicensingFixture.clients()) {
            Callable<Integer> run = watch::run;
            for (var done : two.invokeAll(List.of(run, run, run))) {
                done.get();
            }
        }
        assertThat(found(license)).singleElement().satisfies(leak -> {
            assertThat(leak.reason()).isEqualTo(LeakReason.TOO_MANY_FINGERPRINTS);
            assertThat(leak.detail()).isEqualTo("4 machines within PT24H, at most 3 expected.");
            assertThat(leak.state()).isEqualTo(LeakState.OPEN);
        });
        assertThat(room.events("license.leak-suspected", license.license().id()))
                .isEqualTo(1);
        assertThat(use(license, "192.0.2.1", "own")).isEqualTo(Code.VALID);

        room.clock.advance(Duration.ofHours(25));
        IntStream.range(0, 4).forEach(n -> use(license, "192.0.2.1", "later-" + n));
        watch.run();
        assertThat(found(license)).as("a period later").hasSize(2);
    }

    @Test
    void addressesAndJourneysAreSuspectAndWhatLiesLongBackIsNot() {
        IssuedLicense license = watched(Map.of("addresses", 2, "travel", "PT2H", "period", "PT6H"));
        room.countries.putAll(Map.of("192.0.2.11", "DE", "192.0.2.12", "US"));
        use(license, "192.0.2.11", "m-1");
        room.clock.advance(Duration.ofHours(7));
        use(license, "192.0.2.10", "m-1");
        use(license, "192.0.2.11", "m-1");
        watch.run();
        assertThat(found(license)).isEmpty();
        use(license, "192.0.2.11", "m-1");
        use(license, "192.0.2.11", "m-1");
        use(license, "192.0.2.12", "m-1");
        watch.run();
        assertThat(found(license))
                .extracting(Leak::reason)
                .containsExactlyInAnyOrder(LeakReason.TOO_MANY_ADDRESSES, LeakReason.IMPOSSIBLE_TRAVEL);
    }

    @Test
    void licensesWhoseRulesDoNotSpeakOfItAreNotWatched() {
        IssuedLicense license = room.license(Map.of("maxActivations", 1));
        IntStream.range(0, 20).forEach(n -> use(license, "192.0.2." + n, "m-" + n));
        watch.run();
        assertThat(found(license)).isEmpty();
    }

    @Test
    void staffSayOnceWhatBecameOfIt() {
        IssuedLicense license = watched(Map.of("machines", 1));
        use(license, "192.0.2.1", "m-1");
        use(license, "192.0.2.1", "m-2");
        watch.run();
        UUID id = found(license).getFirst().id();
        assertThatThrownBy(() -> leaks.close(room.globex, id, LeakState.IGNORED, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no such leak");
        assertThatThrownBy(() -> leaks.close(room.acme, id, LeakState.OPEN, null))
                .hasMessageContaining("RESOLVED");
        Leak closed = leaks.close(room.acme, id, LeakState.RESOLVED, "The key was replaced.");
        assertThat(closed.closedBy()).isEqualTo(room.acme.id());
        assertThat(found(license)).containsExactly(closed);
        assertThat(leaks.list(room.acme, LeakState.OPEN, license.license().id(), PAGE)
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> leaks.close(room.acme, id, LeakState.IGNORED, null))
                .hasMessageContaining("RESOLVED already");
        assertThat(room.audits("license.leak-closed", license.license().id())).isEqualTo(1);
    }
}
