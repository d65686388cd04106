package dev.marque.sdk.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Questions that belong together, such as all that one call of the program asks: each has the server's patience, and all of
 * them have a time limit. For one thread.
 */
public final class Turn {

    /** How many questions may use up their patience before a turn is over. */
    static final int QUESTIONS = 3;

    private final LicenseServer server;
    private final InstantSource clock;
    private final Instant from;
    private final Duration limit;

    Turn(LicenseServer server, InstantSource clock, Duration limit) {
        this.server = server;
        this.clock = clock;
        this.from = clock.instant();
        this.limit = limit;
    }

    /** How long a turn takes at most where a single question may take so long. */
    public static Duration limit(Duration patience) {
        return patience.multipliedBy(QUESTIONS);
    }

    /** As {@link #ask(String, Map, String)}, for questions that change nothing or may be asked twice. */
    public Reply ask(String question, Map<String, ? extends @Nullable Object> body)
            throws ServerException, InterruptedException {
        return ask(question, body, null);
    }

    /**
     * Asks.
     *
     * @param question what follows {@code /api/v1/licensing/}
     * @param idempotencyKey names the call, so that it takes effect once however often it is sent within 24 hours
     * @throws ServerException also if the time is over; nothing is asked then
     */
    public Reply ask(String question, Map<String, ? extends @Nullable Object> body, @Nullable String idempotencyKey)
            throws ServerException, InterruptedException {
        return server.ask(question, body, idempotencyKey, left());
    }

    /** The key set as the server publishes it. It is not signed: whoever takes it up has to trust the connection. */
    public String keySet() throws ServerException, InterruptedException {
        return server.keySet(left());
    }

    /** Whether the time is over: what is left to ask has to wait for another turn. */
    public boolean isOver() {
        return spent().compareTo(limit) >= 0;
    }

    private Duration left() throws ServerException {
        if (isOver()) {
            throw ServerException.tookTooLong(limit);
        }
        return limit.minus(spent());
    }

    /** A clock that is set back meanwhile costs patience, but no turn is over before it began. */
    private Duration spent() {
        Duration spent = Duration.between(from, clock.instant());
        return spent.isNegative() ? Duration.ZERO : spent;
    }
}
