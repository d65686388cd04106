package dev.marque.licensing.grant;

import dev.marque.keys.feature.Entitlement;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.licensing.license.License;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The features of a license as they stand, with every grant there is.
 *
 * @param at as of when
 * @param user for whom; null for whoever is not named
 */
public record FeatureSet(
        List<Feature> features, Instant at, @Nullable String user) {

    /**
     * One code.
     *
     * @param entitlement null when it is not granted
     * @param grants all of them, in force or not
     */
    public record Feature(String code, @Nullable Entitlement entitlement, List<StandingGrant> grants) {}

    /** A grant and what it does. */
    public record StandingGrant(FeatureGrant grant, Standing standing) {}

    static FeatureSet of(License license, Instant at, @Nullable String user) {
        Map<String, Entitlement> effective = license.entitlements(at, user);
        SortedMap<String, List<FeatureGrant>> byCode = license.grants().stream()
                .collect(Collectors.groupingBy(FeatureGrant::code, TreeMap::new, Collectors.toList()));
        List<Feature> features = byCode.entrySet().stream()
                .map(ofCode -> feature(ofCode.getKey(), ofCode.getValue(), effective.get(ofCode.getKey()), at, user))
                .toList();
        return new FeatureSet(features, at, user);
    }

    private static Feature feature(
            String code,
            List<FeatureGrant> grants,
            @Nullable Entitlement entitlement,
            Instant at,
            @Nullable String user) {
        List<StandingGrant> standing = grants.stream()
                .map(grant -> new StandingGrant(grant, Standing.of(grant, entitlement, at, user)))
                .toList();
        return new Feature(code, entitlement, standing);
    }
}
