package dev.marque.bench.heartbeat;

import dev.marque.bench.BenchDatabase;
import dev.marque.platform.identity.Actor;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The fastest way into PostgreSQL there is: COPY, into a table like that of heartbeats, with its indexes. */
final class CopyPeer implements AutoCloseable {

    /** As many rows in a transaction as heartbeats may be committed together. */
    private static final int ROWS = 500;

    private final Connection connection;

    CopyPeer(BenchDatabase database) {
        database.asOwner("create table bench_heartbeats (like license_heartbeats including all)");
        connection = database.room().platform.testDatabase().owner();
    }

    /** How many rows were committed in that time. */
    long copy(List<Actor> installations, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long copied = 0;
        try {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            while (System.nanoTime() < end) {
                copied += copies.copyIn(
                        "copy bench_heartbeats (tenant_id, license_id, activation_id, received_at, app_version, address)"
                                + " from stdin",
                        new StringReader(rows(installations)));
            }
            return copied;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rows(List<Actor> installations) {
        StringBuilder rows = new StringBuilder(ROWS * 160);
        for (int i = 0; i < ROWS; i++) {
            Actor any = installations.get(ThreadLocalRandom.current().nextInt(installations.size()));
            rows.append(any.tenant())
                    .append('\t')
                    .append(any.id())
                    .append('\t')
                    .append(any.id())
                    .append("\t2026-11-22 12:00:00+00\t4.2.0\t192.0.2.7\n");
        }
        return rows.toString();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
