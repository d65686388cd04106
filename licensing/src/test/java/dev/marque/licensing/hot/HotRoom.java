package dev.marque.licensing.hot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.database.ChangeListener;
import dev.marque.platform.database.Database;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a process holds in memory, with its own listener. */
final class HotRoom implements AutoCloseable {

    private static final long BYTES = 1 << 24;

    final Database database;
    final ChangeListener listener;
    final HotLicenses licenses;
    private final LicensingFixture room;

    /** @param database its own way to the data, or that of the fixture's services */
    HotRoom(LicensingFixture room, Database database) {
        this.room = room;
        this.database = database;
        HotLicenses[] held = new HotLicenses[1];
        this.listener =
                new ChangeListener(room.platform.app(), database, room.ids.next(), change -> held[0].changed(change));
        this.licenses = new HotLicenses(database, room.clock, System::nanoTime, listener::knownGood, BYTES);
        held[0] = licenses;
        database.tellOwnChanges(licenses::changed);
        listener.start();
        Await.until(listener::hears);
    }

    /** The license in memory, read now if it is not there. */
    HotLicense loaded(UUID id) {
        AtomicReference<@Nullable HotLicense> loaded = new AtomicReference<>();
        // What was written just before may only now be heard of, and then it is read once more.
        Await.until(() -> {
            assertThat(licenses.load(room.acme.where(), id)).isTrue();
            loaded.set(licenses.find(id));
            return loaded.get() != null;
        });
        return Objects.requireNonNull(loaded.get());
    }

    /** The license in memory, after all that was written until now was heard of. */
    HotLicense settled(UUID id) {
        long before = System.nanoTime();
        Await.until(() -> listener.knownGood(before) != before);
        return loaded(id);
    }

    /** Whether memory knows nothing of the license that it would believe. */
    boolean hasForgotten(UUID id) {
        return licenses.find(id) == null;
    }

    @Override
    public void close() {
        listener.close();
    }
}
