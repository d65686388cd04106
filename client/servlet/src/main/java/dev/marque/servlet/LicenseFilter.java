package dev.marque.servlet;

import dev.marque.sdk.LicenseException;
import dev.marque.sdk.Marque;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests pass if the license may be used and has what is asked for; otherwise they are answered with 403 and a
 * problem (RFC 9457) whose {@code code} says why. Parameters of the filter:
 *
 * <ul>
 *   <li>{@code features}: codes, divided by commas, all of which the license has to include;
 *   <li>{@code open}: beginnings of paths, divided by commas, that pass in any case, such as a page to enter a license key;
 *   <li>{@code count}: the meter that counts requests that pass.
 * </ul>
 */
public final class LicenseFilter implements Filter {

    private @Nullable Marque given;
    private List<String> features = List.of();
    private List<String> open = List.of();
    private @Nullable String meter;

    /** With the license of the web application: {@link MarqueContext}. */
    public LicenseFilter() {}

    /** With this license, for applications that make their filters themselves. */
    public LicenseFilter(Marque marque) {
        this.given = marque;
    }

    @Override
    public void init(FilterConfig config) {
        features = list(config.getInitParameter("features"));
        open = list(config.getInitParameter("open"));
        meter = config.getInitParameter("count");
        if (given == null) {
            given = MarqueContext.of(config.getServletContext());
        }
    }

    private static List<String> list(@Nullable String divided) {
        return divided == null
                ? List.of()
                : Stream.of(divided.split(",", -1))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && !passes(http)) {
            LicenseException refusal = refusal();
            if (refusal != null) {
                Refusal.write(refusal, answer);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** What the container makes of the path counts, so that no other way of writing it gets around the filter. */
    private boolean passes(HttpServletRequest request) {
        String info = request.getPathInfo();
        String path = request.getServletPath() + (info == null ? "" : info);
        return open.stream().anyMatch(path::startsWith);
    }

    private @Nullable LicenseException refusal() {
        Marque marque = given;
        if (marque == null) {
            throw new IllegalStateException("the filter was not initialized");
        }
        try {
            marque.requireValid();
            for (String feature : features) {
                marque.requireFeature(feature);
            }
        } catch (LicenseException e) {
            return e;
        }
        if (meter != null) {
            marque.count(meter, 1);
        }
        return null;
    }
}
