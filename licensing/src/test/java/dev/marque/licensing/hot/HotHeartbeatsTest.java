package dev.marque.licensing.hot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Code;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.heartbeat.Heartbeats;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.validation.Verdict;
import dev.marque.platform.identity.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Heartbeats that are answered from memory, beside a service that asks the database each time. */
class HotHeartbeatsTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final HotRoom hot = new HotRoom(room, room.database);
    private static final Heartbeats byDatabase =
            new Heartbeats(room.database, room.places, room.changes, room.clock, room.random);
    private static final Fingerprint LAPTOP = Fingerprint.of("laptop");
    private static final MachineReference ITSELF = new MachineReference(null, LAPTOP);

    private final IssuedLicense issued = room.license(Map.of(
            "term",
            "P1Y",
            "maxActivations",
            3,
            "features",
            List.of("export"),
            "rules",
            Map.of("heartbeat", Map.of("cull", "KEEP_DEAD"))));
    private final UUID id = issued.license().id();
    private final Actor installation = room.installation(issued);
    private final UUID activation = Objects.requireNonNull(room.activations
                    .activate(installation, LicensingFixture.machine("laptop"))
                    .activation())
            .id();

    @BeforeAll
    static void remember() {
        room.heartbeats.answerFrom(hot.licenses);
    }

    @AfterAll
    static void close() {
        hot.close();
        room.close();
    }

    private Verdict beat(MachineReference reference) {
        return room.heartbeats.beat(installation, reference, null);
    }

    private int remembered() {
        return room.number("select count(*) from license_heartbeats where activation_id = '" + activation + "'");
    }

    @Test
    void aHeartbeatIsCommittedWhenItIsAnswered() {
        for (int i = 1; i <= 5; i++) {
            hot.loaded(id);
            assertThat(beat(ITSELF).outcome().code()).isEqualTo(Code.VALID);
            assertThat(remembered()).isEqualTo(i);
        }
    }

    @Test
    void heartbeatsOfALivingMachineLeaveItsLicenseInMemory() {
        beat(ITSELF);
        HotLicense known = hot.settled(id);

        for (int i = 0; i < 8; i++) {
            room.clock.advance(Duration.ofMinutes(15));
            hot.settled(id);
            assertThat(beat(new MachineReference(activation, null)).outcome().valid())
                    .isTrue();
        }

        assertThat(hot.licenses.find(id)).isSameAs(known);
        assertThat(known.lifeOf(activation).orElseThrow().lastHeartbeatAt()).isEqualTo(room.clock.instant());
    }

    @Test
    void memoryAnswersWhatTheDatabaseAnswers() {
        hot.loaded(id);
        Verdict remembered = beat(ITSELF);
        assertThat(remembered).isEqualTo(byDatabase.beat(installation, ITSELF, null));

        room.licenses.suspend(room.acme, id, "unpaid");
        hot.loaded(id);
        assertThat(beat(ITSELF)).isEqualTo(byDatabase.beat(installation, ITSELF, null));
        assertThat(beat(ITSELF).outcome().code()).isEqualTo(Code.SUSPENDED);
    }

    @Test
    void aMachineThatGaveItsSeatBackIsToldSo() {
        hot.loaded(id);
        room.activations.deactivate(installation, ITSELF);

        assertThat(beat(ITSELF).outcome().code()).isEqualTo(Code.NOT_ACTIVATED);
        assertThat(beat(new MachineReference(activation, null)).outcome().code())
                .isEqualTo(Code.NOT_ACTIVATED);
        assertThat(remembered()).isZero();
    }

    @Test
    void aSeatThatIsTakenAwayWhileMemoryIsBehindIsNotRemembered() {
        hot.loaded(id);
        HotLicense stale = Objects.requireNonNull(hot.licenses.find(id));
        room.database.tellOwnChanges(change -> {});
        try {
            room.activations.deactivate(installation, ITSELF);
            assertThat(stale.lifeOf(activation)).isPresent();

            assertThat(beat(ITSELF).outcome().code()).isEqualTo(Code.NOT_ACTIVATED);
        } finally {
            room.database.tellOwnChanges(hot.licenses::changed);
        }
        assertThat(remembered()).isZero();
    }

    @Test
    void whoIsNotKnownIsToldWhatTheDatabaseTells() {
        MachineReference other = new MachineReference(null, Fingerprint.of("somebody else's"));
        hot.loaded(id);
        Verdict told = beat(other);

        assertThat(told.outcome().valid()).isFalse();
        assertThat(told).isEqualTo(byDatabase.beat(installation, other, null));
    }

    @Test
    void whatAnUndoneTransactionRememberedIsForgotten() {
        hot.loaded(id);
        try {
            room.database.asOne(room.acme.tenant(), transaction -> {
                beat(ITSELF);
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException undone) {
            assertThat(undone).hasMessage("undone");
        }
        assertThat(remembered()).isZero();
        assertThat(hot.loaded(id).lifeOf(activation).orElseThrow().lastHeartbeatAt())
                .isNull();
    }
}
