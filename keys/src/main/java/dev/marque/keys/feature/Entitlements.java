package dev.marque.keys.feature;

import dev.marque.keys.feature.FeatureValue.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the grants of a license come to. A pure function of grants, instant and user; the order of the grants does not
 * matter.
 *
 * <p>Only grants that have started and not ended count, and those to a user only when that user asks. Of the rest, the
 * most specific is the first in the order user, license, add-on, policy; within one source, what began later. Then, for
 * each code:
 *
 * <ul>
 *   <li>the kind of the feature is that of the most specific grant; grants of other kinds do not count;
 *   <li>a feature of the kind ON_OFF is on if anybody granted it;
 *   <li>a quantity is a base, that of the most specific grant of user, license or policy, and all add-ons on top of it: who
 *       has 5 from the policy, 8 of its own and two add-ons of 3 has 14;
 *   <li>a text or a structure is that of the most specific grant.
 * </ul>
 */
public final class Entitlements {

    private Entitlements() {}

    /**
     * What is granted at that instant, by code.
     *
     * @param user who asks; null when nobody is named
     */
    public static SortedMap<String, Entitlement> effective(
            Collection<FeatureGrant> grants, Instant now, @Nullable String user) {
        SortedMap<String, List<FeatureGrant>> byCode = grants.stream()
                .filter(grant -> grant.countsFor(user))
                .sorted(FeatureGrant.PRECEDENCE)
                .collect(Collectors.groupingBy(FeatureGrant::code, TreeMap::new, Collectors.toList()));
        SortedMap<String, Entitlement> effective = new TreeMap<>();
        byCode.forEach((code, ofCode) -> decide(code, ofCode, now).ifPresent(found -> effective.put(code, found)));
        return effective;
    }

    private static Optional<Entitlement> decide(String code, List<FeatureGrant> ofCode, Instant now) {
        List<FeatureGrant> deciding = deciding(ofCode, now);
        if (deciding.isEmpty()) {
            return Optional.empty();
        }
        FeatureValue value = value(deciding);
        return Optional.of(new Entitlement(code, value, end(ofCode, value, now), deciding));
    }

    /** The grants that a value is made of; none when there is no value. */
    private static List<FeatureGrant> deciding(List<FeatureGrant> ofCode, Instant at) {
        List<FeatureGrant> inForce =
                ofCode.stream().filter(grant -> grant.grantedAt(at)).collect(Collectors.toList());
        if (inForce.isEmpty()) {
            return inForce;
        }
        FeatureKind kind = inForce.get(0).value().kind();
        inForce.removeIf(grant -> grant.value().kind() != kind);
        switch (kind) {
            case ON_OFF:
                return inForce;
            case QUANTITY:
                return baseAndAddOns(inForce);
            default:
                return inForce.subList(0, 1);
        }
    }

    private static List<FeatureGrant> baseAndAddOns(List<FeatureGrant> inForce) {
        Predicate<FeatureGrant> isAddOn = grant -> grant.source() == GrantSource.ADD_ON;
        List<FeatureGrant> made = new ArrayList<>();
        inForce.stream().filter(isAddOn.negate()).findFirst().ifPresent(made::add);
        inForce.stream().filter(isAddOn).forEach(made::add);
        made.sort(FeatureGrant.PRECEDENCE);
        return made;
    }

    private static FeatureValue value(List<FeatureGrant> deciding) {
        return deciding.stream()
                .map(FeatureGrant::value)
                .reduce((sum, next) -> sum instanceof Quantity a && next instanceof Quantity b ? a.plus(b) : sum)
                .orElseThrow();
    }

    /** Values change only where a grant starts or ends. */
    private static @Nullable Instant end(List<FeatureGrant> ofCode, FeatureValue value, Instant now) {
        return ofCode.stream()
                .flatMap(grant ->
                        Stream.of(Optional.ofNullable(grant.startsAt()), Optional.ofNullable(grant.expiresAt())))
                .flatMap(Optional::stream)
                .filter(moment -> moment.isAfter(now))
                .sorted()
                .distinct()
                .filter(moment -> !hasAt(ofCode, value, moment))
                .findFirst()
                .orElse(null);
    }

    private static boolean hasAt(List<FeatureGrant> ofCode, FeatureValue value, Instant moment) {
        List<FeatureGrant> deciding = deciding(ofCode, moment);
        return !deciding.isEmpty() && Objects.equals(value(deciding), value);
    }
}
