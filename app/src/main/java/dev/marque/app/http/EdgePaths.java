package dev.marque.app.http;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a server at a customer serves: seats to programs, and to its administrators who has them. It issues nothing, writes
 * no license files and counts no meters: what it may give is what stands in its license file.
 */
final class EdgePaths {

    private static final List<Pattern> ALL = patterns(
            "/api/v1/licensing/(activate|validate|refresh|deactivate|heartbeat|edge)",
            "/api/v1/licensing/leases/[a-z]+",
            "/api/v1/auth/[a-z/-]+",
            "/api/v1/me(/[A-Za-z0-9/_-]+)?",
            "/api/v1/licenses/[A-Za-z0-9-]+/leases(/[A-Za-z0-9/-]+)?",
            "/api/v1/users(/[A-Za-z0-9/-]+)?",
            "/api/v1/audit-logs(/[A-Za-z0-9/-]+)?");

    private static final List<Pattern> READ_ONLY = patterns("/api/v1/licenses(/[A-Za-z0-9-]+)?");

    private EdgePaths() {}

    /** @param path as the caller wrote it, without doubled slashes */
    static boolean serve(String method, String path) {
        return matches(ALL, path) || ("GET".equals(method) && matches(READ_ONLY, path));
    }

    private static List<Pattern> patterns(String... expressions) {
        return List.of(expressions).stream().map(Pattern::compile).toList();
    }

    private static boolean matches(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }
}
