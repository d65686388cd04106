package dev.marque.licensing.validation;

import static dev.marque.licensing.testing.LicensingFixture.machine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.validation.Code;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.validation.ValidationLog.Line;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ValidationLogTest {

    private static final LicensingFixture room = new LicensingFixture();

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void linesOfManyTenantsAreWrittenWithWhatTheySay() throws Exception {
        IssuedLicense issued = room.license(Map.of());
        UUID license = issued.license().id();
        Instant now = room.clock.instant();
        BlockingQueue<Boolean> told = new ArrayBlockingQueue<>(10);
        try (ValidationLog log = new ValidationLog(room.database)) {
            log.start();
            log.add(line(room.acme, license, null, Code.VALID, now), told::add);
            log.add(line(room.globex, UUID.randomUUID(), null, Code.SUSPENDED, now), told::add);
            assertThat(told.poll(20, TimeUnit.SECONDS)).isTrue();
            assertThat(told.poll(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(room.texts("select concat_ws(' ', code, valid, app_version, address, fingerprint, validated_at)"
                        + " from validation_logs where license_id = '" + license + "'"))
                .containsExactly("VALID t 2.1.0 192.0.2.7 m 2026-11-22 12:00:00+00");
        List<String> ofAnother = room.database.inEnvironment(room.globex.where(), transaction -> transaction
                .createQuery("select code from validation_logs")
                .mapTo(String.class)
                .list());
        assertThat(ofAnother).containsExactly("SUSPENDED");
    }

    @Test
    void closingWritesWhatWaits() {
        UUID license = room.license(Map.of()).license().id();
        ValidationLog log = new ValidationLog(room.database);
        log.start();
        for (int i = 0; i < 5_000; i++) {
            assertThat(log.add(line(room.acme, license, null, Code.VALID, room.clock.instant()), null))
                    .isTrue();
        }
        log.close();

        assertThat(room.number("select count(*) from validation_logs where license_id = '" + license + "'"))
                .isEqualTo(5_000);
        assertThat(log.add(line(room.acme, license, null, Code.VALID, room.clock.instant()), null))
                .isFalse();
    }

    @Test
    void aMachineIsSeenOnceAnHourAndNotBeforeItWasActivated() throws Exception {
        IssuedLicense issued = room.license(Map.of("term", "P1Y"));
        Actor installation = room.installation(issued);
        UUID activation = Objects.requireNonNull(
                        room.activations.activate(installation, machine("m")).activation())
                .id();
        Instant start = room.clock.instant();
        Instant later = start.plus(Duration.ofMinutes(90));

        write(List.of(line(room.acme, issued.license().id(), activation, Code.VALID, start.plusSeconds(60))));
        assertThat(seen(activation)).isEmpty();
        write(List.of(
                line(room.acme, issued.license().id(), activation, Code.VALID, later.minusSeconds(1)),
                line(room.acme, issued.license().id(), activation, Code.VALID, later)));
        assertThat(seen(activation)).containsExactly(later.toString());
        write(List.of(line(room.acme, issued.license().id(), activation, Code.VALID, later.plusSeconds(60))));
        assertThat(seen(activation)).containsExactly(later.toString());
    }

    private static void write(List<Line> lines) {
        room.database.runInEnvironment(
                room.acme.where(), transaction -> ValidationLogRows.insert(transaction, room.acme.tenant(), lines));
    }

    private static List<String> seen(UUID activation) {
        return room.texts("select to_char(seen_at, 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from license_activations"
                + " where seen_at is not null and id = '" + activation + "'");
    }

    private static Line line(Actor actor, UUID license, @Nullable UUID activation, Code code, Instant at) {
        return new Line(actor.where(), room.ids.next(), license, activation, code, "2.1.0", "192.0.2.7", "m", at);
    }
}
