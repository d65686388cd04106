package dev.marque.keygen.license;

import dev.marque.keygen.wire.Fields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For what a license has to be right, as a caller asks. What is null is not asked.
 *
 * @param sent as it was sent; null if it was not
 * @param quick whether only the license itself is asked about, whatever its policy wants to be told
 */
record AskedScope(
        @Nullable String product,
        @Nullable String policy,
        @Nullable String user,
        @Nullable String machine,
        @Nullable List<String> fingerprints,
        @Nullable List<String> components,
        @Nullable List<String> entitlements,
        @Nullable String checksum,
        @Nullable String version,
        @Nullable String environment,
        @Nullable Map<String, @Nullable Object> sent,
        boolean quick) {

    /** About the license itself. */
    static final AskedScope QUICK =
            new AskedScope(null, null, null, null, null, null, null, null, null, null, null, true);

    private static final Set<String> NAMES = Set.of(
            "product",
            "policy",
            "user",
            "machine",
            "fingerprint",
            "fingerprints",
            "components",
            "entitlements",
            "checksum",
            "version",
            "environment");

    /** The member {@code scope}, which may be absent. */
    static AskedScope in(Fields meta) {
        Fields scope = meta.fields("scope").orElseGet(() -> new Fields("/meta/scope", Map.of()));
        scope.only(NAMES);
        List<String> fingerprints = scope.text("fingerprint")
                .map(List::of)
                .or(() -> scope.texts("fingerprints"))
                .orElse(null);
        return new AskedScope(
                scope.text("product").orElse(null),
                scope.text("policy").orElse(null),
                scope.text("user").orElse(null),
                scope.text("machine").orElse(null),
                distinct(fingerprints),
                distinct(scope.texts("components").orElse(null)),
                distinct(scope.texts("entitlements").orElse(null)),
                scope.text("checksum").orElse(null),
                scope.text("version").orElse(null),
                scope.text("environment").orElse(null),
                meta.has("scope") && !meta.isNull("scope") ? scope.values() : null,
                false);
    }

    private static @Nullable List<String> distinct(@Nullable List<String> texts) {
        return texts == null ? null : texts.stream().distinct().toList();
    }

    /** Whether it names machines by fingerprints. */
    boolean namesFingerprints() {
        return fingerprints != null && !fingerprints.isEmpty();
    }

    /** The fingerprint that it names first; null if it names none. */
    @Nullable String firstFingerprint() {
        return fingerprints == null || fingerprints.isEmpty() ? null : fingerprints.getFirst();
    }
}
