package dev.marque.keygen.route;

import dev.marque.platform.limits.Verdict;
import dev.marque.platform.limits.http.CallCount;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.InstantSource;

/** Tells the caller the tightest of its limits, under the names that Keygen has for it. */
@Singleton
public class LimitHeaders {

    private final CallCount count;
    private final InstantSource clock;

    @Inject
    LimitHeaders(CallCount count, InstantSource clock) {
        this.count = count;
        this.clock = clock;
    }

    void add(MultivaluedMap<String, Object> headers) {
        count.tightest().ifPresent(verdict -> add(verdict, headers));
    }

    private void add(Verdict verdict, MultivaluedMap<String, Object> headers) {
        int limit = verdict.allowance().requests();
        Duration reset = verdict.admitted() ? verdict.reset() : verdict.retryAfter();
        headers.putSingle("X-RateLimit-Window", window(verdict.allowance().window()));
        headers.putSingle("X-RateLimit-Count", Math.max(0, limit - verdict.remaining()));
        headers.putSingle("X-RateLimit-Limit", limit);
        headers.putSingle("X-RateLimit-Remaining", verdict.remaining());
        headers.putSingle(
                "X-RateLimit-Reset", clock.instant().plus(reset).plusMillis(999).getEpochSecond());
    }

    private static String window(Duration window) {
        if (window.toSecondsPart() > 0) {
            return window.toSeconds() + "s";
        }
        return window.toMinutesPart() > 0 ? window.toMinutes() + "m" : window.toHours() + "h";
    }
}
