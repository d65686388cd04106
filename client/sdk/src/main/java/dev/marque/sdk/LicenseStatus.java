package dev.marque.sdk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the program may run, and why.
 *
 * @param usable whether it may
 * @param code {@code VALID}, {@code IN_GRACE}, {@code SUSPENDED}, … as the server says it, or one of {@link Codes}. Servers
 *     that are newer than this library may say codes that it does not know: go by {@code usable}
 * @param message for people, in English
 * @param basis what this rests on
 * @param endsAt when it ends by time alone, if nothing is heard until then; null for never, or if it is not usable
 */
public record LicenseStatus(
        boolean usable,
        String code,
        String message,
        Basis basis,
        @Nullable Instant endsAt) {

    /** Codes that no server says, but this library. */
    public static final class Codes {

        /** Neither a server nor a file has ever said that the license may be used here. */
        public static final String UNPROVEN = "UNPROVEN";

        /** The time without the server is over, but its grace still runs: connect the machine, or bring it a new file. */
        public static final String OFFLINE_GRACE = "OFFLINE_GRACE";

        /** The time without the server and its grace are over. */
        public static final String OFFLINE_EXPIRED = "OFFLINE_EXPIRED";

        /** The clock is behind a time that is known to have passed: set it right, or connect the machine. */
        public static final String CLOCK_BEHIND = "CLOCK_BEHIND";

        /** The seat of a floating license was lost. */
        public static final String SEAT_LOST = "SEAT_LOST";

        private Codes() {}
    }
}
