package dev.marque.licensing.lease;

import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where seats are given: at the vendor's, or by a server that stands at a customer and has no more rights than its license
 * file. Implementations are thread-safe and quick: they are asked while a license is held.
 */
public interface Premises {

    /** Always open, and without a book of its own. */
    Premises VENDOR = new Premises() {
        @Override
        public @Nullable String closed(UUID license, Instant now) {
            return null;
        }

        @Override
        public void noSeat(Handle transaction, Actor installation, Instant at) {}
    };

    /** Why no seats of that license are given or kept now, for people; null if they are. */
    @Nullable String closed(UUID license, Instant now);

    /** Notes, in the transaction that says so, that somebody was told that no seat is free. */
    void noSeat(Handle transaction, Actor installation, Instant at);
}
