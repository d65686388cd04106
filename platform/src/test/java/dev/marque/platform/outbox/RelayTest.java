package dev.marque.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.audit.AuditFilter;
import dev.marque.platform.audit.AuditTrail;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.tenant.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {

    private final EventWorld world = new EventWorld();
    private final Recorder recorder = new Recorder("recorder");
    private final Tenant acme = world.tenant("acme");
    private final UUID license = world.ids.next();
    private final Actor staff = Actor.system(acme.id(), "staff");
    private final DeadLetters deadLetters = new DeadLetters(world.database, world.changes);

    @BeforeEach
    void register() {
        EventConsumers.register(world.database, Set.of("recorder"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void everyEventArrivesOnceAndInOrder() throws InterruptedException {
        List<UUID> records =
                IntStream.range(0, 40).mapToObj(i -> world.ids.next()).toList();
        records.forEach(record -> world.change(acme, record, 0, 25));

        Relay relay = relaying(recorder);
        try (relay) {
            EventWorld.await("all events", () -> world.pending("recorder") == 0);
        }

        // Counted after they are noted as delivered: a relay has counted all when it has stopped.
        assertThat(relay.count("recorder").delivered()).isEqualTo(1000);
        assertThat(recorder.seen()).extracting(OutboxEvent::id).hasSize(1000).doesNotHaveDuplicates();
        assertThat(recorder.numbers()).hasSize(40);
        assertThat(recorder.numbers().values()).allMatch(numbers -> numbers.equals(upTo(25)));
    }

    @Test
    void severalProcessesShareTheWorkAndKeepTheOrder() throws InterruptedException {
        List<UUID> records =
                IntStream.range(0, 50).mapToObj(i -> world.ids.next()).toList();
        Relay one = relaying(recorder);
        Relay two = relaying(recorder);
        Relay three = relaying(recorder);
        try (one;
                two;
                three) {
            records.parallelStream().forEach(record -> world.change(acme, record, 0, 20));
            EventWorld.await("all events", () -> world.pending("recorder") == 0);
        }
        assertThat(Stream.of(one, two, three)
                        .mapToLong(relay -> relay.count("recorder").delivered()))
                .allMatch(count -> count > 0);
        assertThat(recorder.seen()).extracting(OutboxEvent::id).hasSize(1000).doesNotHaveDuplicates();
        assertThat(recorder.numbers().values()).allMatch(numbers -> numbers.equals(upTo(20)));
    }

    @Test
    void eachEventNamesItsVendor() throws InterruptedException {
        Tenant globex = world.tenant("globex");
        UUID other = world.ids.next();
        world.change(acme, license, 0, 3);
        world.change(globex, other, 0, 3);

        try (Relay relay = relaying(recorder)) {
            EventWorld.await("both vendors' events", () -> recorder.distinct() == 6);
        }

        assertThat(recorder.seen()).allMatch(event -> event.tenantId()
                .equals(event.aggregateId().equals(other) ? globex.id() : acme.id()));
    }

    @Test
    void aTransactionThatCommitsLateLosesNoEvent() throws InterruptedException {
        UUID late = world.ids.next();
        try (Relay relay = relaying(recorder)) {
            world.database.runInTenant(acme.id(), transaction -> {
                world.changes.record(
                        transaction,
                        staff,
                        new dev.marque.platform.change.Change(
                                "license.created", "license", late, null, java.util.Map.of("number", 7)));
                Thread other = Thread.startVirtualThread(() -> world.change(acme, license, 0, 5));
                awaitUnchecked("events that were written later", () -> recorder.distinct() == 5);
                assertThat(other.isAlive()).isFalse();
            });
            EventWorld.await("the event that committed last", () -> recorder.distinct() == 6);
        }
        assertThat(recorder.numbers().get(late)).containsExactly(7);
    }

    private static void awaitUnchecked(String what, java.util.function.BooleanSupplier condition) {
        try {
            EventWorld.await(what, condition);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aConsumerThatFailsHoldsUpNeitherOthersNorOtherRecords() throws InterruptedException {
        EventConsumers.register(world.database, Set.of("recorder", "other"));
        UUID fine = world.ids.next();
        recorder.refuses(event -> event.aggregateId().equals(license));
        Recorder other = new Recorder("other");
        world.change(acme, license, 0, 3);
        world.change(acme, fine, 0, 3);

        try (Relay relay = relaying(recorder, other)) {
            EventWorld.await("the other consumer", () -> other.distinct() == 6);
            EventWorld.await("the other record", () -> recorder.distinct() == 3);
            EventWorld.await("a failure", () -> relay.count("recorder").failed() > 0);
        }

        assertThat(recorder.numbers()).containsOnlyKeys(fine);
        assertThat(world.pending("recorder")).isEqualTo(3);
        assertThat(world.figures("recorder").oldest()).isEqualTo(world.clock.instant());
    }

    @Test
    void whatFailedIsTriedAgainLaterAndFirst() throws InterruptedException {
        recorder.refuses(event -> true);
        world.change(acme, license, 0, 3);

        try (Relay relay = relaying(recorder)) {
            EventWorld.await("a failure", () -> relay.count("recorder").failed() == 1);
            recorder.refuses(event -> false);
            world.clock.advance(Duration.ofSeconds(59));
            world.change(acme, world.ids.next(), 0, 1);
            EventWorld.await("the other record", () -> recorder.distinct() == 1);
            world.clock.advance(Duration.ofSeconds(1));
            EventWorld.await("the repetition", () -> recorder.distinct() == 4);
        }

        assertThat(recorder.numbers().get(license)).containsExactly(0, 1, 2);
    }

    @Test
    void whatFailsTooOftenIsADeadLetterAndItsRecordWaitsUntilItIsReplayed() throws InterruptedException {
        try (Relay relay = relaying(recorder)) {
            DeadLetter letter = die(relay);
            assertThat(letter.error()).isEqualTo("IllegalStateException: refused");
            assertThat(letter.attempts()).isEqualTo(3);
            assertThat(letter.payload()).isEqualTo("{\"number\": 0}");
            assertThat(recorder.seen()).isEmpty();
            assertThat(world.figures("recorder").dead()).isEqualTo(1);

            recorder.refuses(event -> false);
            deadLetters.replay(staff, letter.id());
            EventWorld.await("what waited", () -> recorder.distinct() == 3);
        }
        assertThat(recorder.numbers().get(license)).containsExactly(0, 1, 2);
        assertThat(deadLetters.list(staff, null, PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void whileItsConsumerIsAwayAnEventWaitsHoweverOftenItIsTried() throws InterruptedException {
        AtomicBoolean away = new AtomicBoolean(true);
        EventConsumer broker = new EventConsumer() {
            @Override
            public String name() {
                return recorder.name();
            }

            @Override
            public void handle(OutboxEvent event) throws ConsumerUnavailable {
                if (away.get()) {
                    throw new ConsumerUnavailable(new IllegalStateException("no route to the broker"));
                }
                recorder.handle(event);
            }
        };
        world.change(acme, license, 0, 3);
        try (Relay relay = world.relay(broker)) {
            relay.start();
            for (int failure = 1; failure <= 8; failure++) {
                int failures = failure;
                EventWorld.await(
                        "failure " + failure, () -> relay.count("recorder").failed() == failures);
                world.clock.advance(Duration.ofMinutes(10));
            }
            away.set(false);
            EventWorld.await("what waited", () -> {
                world.clock.advance(Duration.ofMinutes(10));
                return recorder.distinct() == 3;
            });
        }
        assertThat(recorder.numbers().get(license)).containsExactly(0, 1, 2);
        assertThat(deadLetters.list(staff, null, PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void aSkippedDeadLetterLetsItsRecordGoOn() throws InterruptedException {
        try (Relay relay = relaying(recorder)) {
            DeadLetter letter = die(relay);
            recorder.refuses(event -> false);
            deadLetters.skip(staff, letter.id());
            EventWorld.await("what waited", () -> recorder.distinct() == 2);
            assertThat(recorder.numbers().get(license)).containsExactly(1, 2);

            assertThatThrownBy(() -> deadLetters.replay(staff, letter.id())).isInstanceOf(ProblemException.class);
            assertThat(new AuditTrail(world.database)
                            .list(staff, about(letter.id()), PageRequest.first(5))
                            .items())
                    .extracting(entry -> entry.action())
                    .containsExactly("dead-letter.skipped");
        }
    }

    @Test
    void anotherVendorSeesNoDeadLetter() throws InterruptedException {
        Actor stranger = Actor.system(world.tenant("globex").id(), "stranger");
        try (Relay relay = relaying(recorder)) {
            DeadLetter letter = die(relay);

            assertThat(deadLetters.list(stranger, null, PageRequest.first(10)).items())
                    .isEmpty();
            assertThatThrownBy(() -> deadLetters.skip(stranger, letter.id())).isInstanceOf(ProblemException.class);
            assertThat(deadLetters.get(staff, letter.id())).isEqualTo(letter);
        }
    }

    private DeadLetter die(Relay relay) throws InterruptedException {
        recorder.refuses(event -> true);
        world.change(acme, license, 0, 3);
        for (int failure = 1; failure <= 3; failure++) {
            int failures = failure;
            EventWorld.await("failure " + failure, () -> relay.count("recorder").failed() == failures);
            world.clock.advance(Duration.ofMinutes(10));
        }
        return deadLetters
                .list(staff, "recorder", PageRequest.first(10))
                .items()
                .getFirst();
    }

    @Test
    void aConsumerThatIsNotRegisteredAnyMoreKeepsWhatWaits() throws InterruptedException {
        world.change(acme, license, 0, 2);
        EventConsumers.register(world.database, Set.of());
        world.change(acme, license, 2, 2);
        assertThat(world.pending("recorder")).isEqualTo(2);

        try (Relay relay = relaying(recorder)) {
            EventWorld.await("what waits", () -> recorder.distinct() == 2);
        }
    }

    @Test
    void oldEventsAreForgottenOnceEverybodyHasThem() throws InterruptedException {
        OutboxUpkeep upkeep = new OutboxUpkeep(world.database, world.tenants, world.clock, Duration.ofDays(30));
        world.change(acme, license, 0, 3);
        // Ids carry the real time, whatever the tests' clock says.
        world.clock.set(java.time.Instant.now().plus(Duration.ofDays(29)));
        assertThat(upkeep.run()).isZero();
        world.clock.advance(Duration.ofDays(2));
        assertThat(upkeep.run()).as("still waited for").isZero();

        try (Relay relay = relaying(recorder)) {
            EventWorld.await("all events", () -> world.pending("recorder") == 0);
        }
        assertThat(upkeep.run()).isEqualTo(3);
    }

    @Test
    void withoutATenantTheQueueShowsNothing() {
        world.change(acme, license, 0, 3);

        List<UUID> seen = world.database.withoutTenant(transaction -> transaction
                .createQuery("select tenants_with_events('recorder', now()) union all"
                        + " select tenant_id from event_deliveries")
                .mapTo(UUID.class)
                .list());

        assertThat(seen)
                .as("the ids of tenants, and no rows")
                .containsExactly(acme.id().value());
    }

    private Relay relaying(Recorder... recorders) {
        Relay relay = world.relay(recorders);
        relay.start();
        return relay;
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().collect(Collectors.toList());
    }

    private static AuditFilter about(UUID record) {
        return new AuditFilter(null, null, null, record, null, null, null, null);
    }
}
