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
        String name = "\"" + verdict.limit().code() + "\"";
        headers.putSingle(
                "RateLimit-Policy",
                name + ";q=" + verdict.allowance().requests() + ";w="
                        + verdict.allowance().window().toSeconds());
        Duration reset = verdict.admitted() ? verdict.reset() : verdict.retryAfter();
        headers.putSingle("RateLimit", name + ";r=" + verdict.remaining() + ";t=" + seconds(reset));
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
