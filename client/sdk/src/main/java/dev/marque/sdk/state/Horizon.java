package dev.marque.sdk.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Collects when time alone changes a judgement next. */
final class Horizon {

    private final Instant now;
    private @Nullable Instant next;

    Horizon(Instant now) {
        this.now = now;
    }

    /** Whether that moment has come; if not, the judgement holds no longer than until then. */
    boolean reached(@Nullable Instant moment) {
        if (moment == null) {
            return false;
        }
        if (!now.isBefore(moment)) {
            return true;
        }
        Instant before = next;
        next = before == null || moment.isBefore(before) ? moment : before;
        return false;
    }

    /** Milliseconds from now on; {@link Long#MAX_VALUE} for ever. */
    long millis() {
        Instant moment = next;
        return moment == null ? Long.MAX_VALUE : Math.max(1, moment.toEpochMilli() - now.toEpochMilli());
    }
}
