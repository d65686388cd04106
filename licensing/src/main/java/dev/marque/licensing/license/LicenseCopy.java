package dev.marque.licensing.license;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.validation.ExpirationStrategy;
import dev.marque.licensing.policy.FloatingRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A floating license that another server issued, as far as this one needs it to give its seats. Ids are those that it has
 * there.
 *
 * @param number its first part is the code of its product
 * @param suspended whether it may not be used for the time being
 * @param expiresAt the first instant at which it is expired; null for never
 * @param grace how long it still works after that
 * @param whenExpired what becomes of it when its grace is over
 * @param features what it grants
 * @param floating how many share it, and how
 */
public record LicenseCopy(
        UUID id,
        UUID productId,
        UUID policyId,
        String key,
        String number,
        @Nullable String name,
        boolean suspended,
        @Nullable Instant expiresAt,
        Duration grace,
        ExpirationStrategy whenExpired,
        List<FeatureGrant> features,
        SortedMap<String, Long> limits,
        SortedMap<String, String> metadata,
        FloatingRules floating) {

    public LicenseCopy {
        features = List.copyOf(features);
        if (number.indexOf('-') < 1) {
            throw new IllegalArgumentException("a license number begins with the code of a product");
        }
    }

    /** The same license, shared in another way. */
    public LicenseCopy sharedBy(FloatingRules rules) {
        return new LicenseCopy(
                id,
                productId,
                policyId,
                key,
                number,
                name,
                suspended,
                expiresAt,
                grace,
                whenExpired,
                features,
                limits,
                metadata,
                rules);
    }

    String productCode() {
        return number.substring(0, number.indexOf('-'));
    }

    @Override
    public String toString() {
        return "LicenseCopy[" + number + "]";
    }
}
