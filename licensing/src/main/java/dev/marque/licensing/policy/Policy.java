package dev.marque.licensing.policy;

import dev.marque.keys.license.SignedKeyScheme;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A template of licenses.
 *
 * @param keyScheme how keys are signed; null unless the format is SIGNED
 * @param keyPrefix how keys of the format JWT begin
 * @param features the codes of what licenses grant
 * @param limits named ceilings
 * @param version counts changes, for {@code If-Match}
 */
public record Policy(
        UUID id,
        UUID productId,
        String name,
        Terms terms,
        KeyFormat keyFormat,
        @Nullable SignedKeyScheme keyScheme,
        String keyPrefix,
        List<String> features,
        SortedMap<String, Long> limits,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    public Policy {
        features = features.stream().distinct().sorted().toList();
        limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
    }

    /** What licenses take along from it. */
    public Conditions conditions() {
        return new Conditions(terms, features, limits);
    }
}
