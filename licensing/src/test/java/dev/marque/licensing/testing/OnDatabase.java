package dev.marque.licensing.testing;

import dev.marque.platform.database.Database;
import dev.marque.platform.testing.PlatformFixture;

/** The database under a room's services: it is there before all fields that are made of it. */
public abstract class OnDatabase implements AutoCloseable {

    public final PlatformFixture platform;
    public final Database database;

    OnDatabase(PlatformFixture platform) {
        this.platform = platform;
        this.database = platform.database();
    }

    @Override
    public void close() {
        platform.close();
    }
}
