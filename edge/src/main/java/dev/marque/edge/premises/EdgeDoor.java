package dev.marque.edge.premises;

import dev.marque.licensing.lease.Premises;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where seats are given by this process: at the vendor's, or by a server at a customer once that has started. Until then
 * none are given. Thread-safe.
 */
public final class EdgeDoor implements Premises {

    private final boolean atCustomer;
    private volatile @Nullable Edge edge;

    /** @param atCustomer whether this process is a server at a customer */
    public EdgeDoor(boolean atCustomer) {
        this.atCustomer = atCustomer;
    }

    /** From now on that server decides. */
    public void open(Edge server) {
        edge = server;
    }

    /** How it stands; nothing at the vendor's. */
    public Optional<EdgeStatus> status() {
        return Optional.ofNullable(edge).map(Edge::status);
    }

    @Override
    public @Nullable String closed(UUID license, Instant now) {
        Edge server = edge;
        if (server == null) {
            return atCustomer ? "The server has not started yet." : null;
        }
        return server.closed(license, now);
    }

    @Override
    public void noSeat(Handle transaction, Actor installation, Instant at) {
        Edge server = edge;
        if (server != null) {
            server.noSeat(transaction, installation, at);
        }
    }
}
