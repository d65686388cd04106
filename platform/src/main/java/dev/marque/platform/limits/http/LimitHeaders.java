package dev.marque.platform.limits.http;

import dev.marque.platform.limits.Verdict;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/** Tells the caller the tightest of its limits (draft-ietf-httpapi-ratelimit-headers-10, section 3). */
@Provider
public class LimitHeaders implements ContainerResponseFilter {

    public static final String POLICY = "RateLimit-Policy";
    public static final String STATE = "RateLimit";

    private final CallCount count;

    @Inject
    public LimitHeaders(CallCount count) {
        this.count = count;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        count.tightest().ifPresent(verdict -> write(verdict, response.getHeaders()));
    }

    private static void write(Verdict verdict, MultivaluedMap<String, Object> headers) {
        headers.putSingle(POLICY, policy(verdict));
        headers.putSingle(STATE, state(verdict));
    }

    /** The value of {@link #POLICY}. */
    public static String policy(Verdict verdict) {
        return name(verdict) + ";q=" + verdict.allowance().requests() + ";w="
                + verdict.allowance().window().toSeconds();
    }

    /** The value of {@link #STATE}. */
    public static String state(Verdict verdict) {
        Duration reset = verdict.admitted() ? verdict.reset() : verdict.retryAfter();
        return name(verdict) + ";r=" + verdict.remaining() + ";t=" + seconds(reset);
    }

    private static String name(Verdict verdict) {
        return "\"" + verdict.limit().code() + "\"";
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
