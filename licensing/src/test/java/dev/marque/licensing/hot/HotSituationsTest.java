package dev.marque.licensing.hot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Situations;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** What is made of memory is what the database would say: on random licenses, for random requests, now and later. */
class HotSituationsTest {

    private static final LicensingFixture room = new LicensingFixture();
    private static final HotRoom hot = new HotRoom(room, room.database);
    private static final AtomicInteger told = new AtomicInteger();
    private static final AtomicInteger leftToTheDatabase = new AtomicInteger();
    private static final int REQUESTS = 25;

    @AfterContainer
    static void close() {
        // Otherwise nothing was compared.
        assertThat(told.get()).isGreaterThan(leftToTheDatabase.get() / 2);
        hot.close();
        room.close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void memorySaysWhatTheDatabaseSays(@ForAll long seed) {
        RandomLicense random = new RandomLicense(room, seed);
        HotLicense license = hot.loaded(random.id());
        for (int i = 0; i < REQUESTS; i++) {
            ValidationRequest request = random.request();
            UUID lease = random.lease();
            Instant at = random.moment();
            Situation fromMemory = HotSituations.of(license, request, lease, at);
            if (fromMemory == null) {
                leftToTheDatabase.incrementAndGet();
            } else {
                told.incrementAndGet();
                Situation fromDatabase = room.database.inEnvironment(
                        room.acme.where(),
                        transaction -> Situations.read(transaction, random.id(), request, lease, at));
                assertThat(fromMemory).as("seed %s, request %s", seed, i).isEqualTo(fromDatabase);
                assertThat(fromMemory.factsToValidate()).isEqualTo(fromDatabase.factsToValidate());
            }
        }
    }
}
