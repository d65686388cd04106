package dev.marque.platform.testing;

import dev.marque.platform.database.Database;
import dev.marque.platform.database.Migrations;
import dev.marque.platform.database.PostgresAddress;
import dev.marque.testkit.TestDatabase;
import dev.marque.testkit.TestPostgres;
import java.util.List;

/**
 * A migrated database for one test class, and the way in that production has.
 *
 * <pre>{@code
 * static final PlatformFixture fixture = PlatformFixture.of("platform", "licensing");
 *
 * @AfterAll
 * static void close() {
 *     fixture.close();
 * }
 * }</pre>
 */
public final class PlatformFixture implements AutoCloseable {

    private final TestDatabase testDatabase;
    private final Database database;

    private PlatformFixture(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
        this.database = Database.open(
                new PostgresAddress(testDatabase.jdbcUrl(), testDatabase.appUser(), testDatabase.appPassword()), 10);
    }

    /** A database with the migrations of these rooms, copied from one that is migrated once per JVM. */
    public static PlatformFixture of(String... rooms) {
        List<String> names = List.of(rooms);
        return new PlatformFixture(
                TestPostgres.shared().copyOf("rooms:" + String.join(",", names), empty -> new Migrations(names)
                        .migrate(ownerOf(empty), empty.appUser())));
    }

    /** A database of somebody else's, brought up to date; closing it stays theirs. */
    public static PlatformFixture migrated(TestDatabase database, List<String> rooms) {
        new Migrations(rooms).migrate(ownerOf(database), database.appUser());
        return new PlatformFixture(database);
    }

    /** The way in, as the application's role. */
    public Database database() {
        return database;
    }

    /** The database behind it: connections as owner and superuser, for arranging and for checking. */
    public TestDatabase testDatabase() {
        return testDatabase;
    }

    public PostgresAddress owner() {
        return ownerOf(testDatabase);
    }

    public PostgresAddress app() {
        return new PostgresAddress(testDatabase.jdbcUrl(), testDatabase.appUser(), testDatabase.appPassword());
    }

    private static PostgresAddress ownerOf(TestDatabase testDatabase) {
        return new PostgresAddress(testDatabase.jdbcUrl(), testDatabase.ownerUser(), testDatabase.ownerPassword());
    }

    @Override
    public void close() {
        database.close();
        testDatabase.close();
    }
}
