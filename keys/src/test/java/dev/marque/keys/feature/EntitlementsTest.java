package dev.marque.keys.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class EntitlementsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Example
    void aQuantityIsTheMostSpecificBaseAndAllAddOns() {
        List<FeatureGrant> grants = new ArrayList<>(List.of(
                grant(1, 5, GrantSource.POLICY, null, null),
                grant(2, 3, GrantSource.ADD_ON, null, hours(2)),
                grant(3, 4, GrantSource.ADD_ON, hours(1), null)));
        assertThat(value(grants, NOON)).isEqualTo(8L);
        assertThat(entitlement(grants, NOON).expiresAt()).isEqualTo(hours(1));
        assertThat(value(grants, hours(1))).isEqualTo(12L);
        assertThat(value(grants, hours(2))).isEqualTo(9L);

        grants.add(grant(4, 8, GrantSource.LICENSE, null, null));
        assertThat(value(grants, NOON)).isEqualTo(11L);
        assertThat(entitlement(grants, NOON).decidedBy())
                .extracting(FeatureGrant::source)
                .containsExactly(GrantSource.LICENSE, GrantSource.ADD_ON);
    }

    @Example
    void aTextIsThatOfTheMostSpecificSourceAndThenTheLaterOne() {
        List<FeatureGrant> grants = new ArrayList<>(List.of(
                grant(9, "bronze", GrantSource.POLICY, null, null),
                grant(8, "silver", GrantSource.ADD_ON, null, null),
                grant(1, "gold", GrantSource.ADD_ON, hours(1), hours(3)),
                grant(2, "iron", GrantSource.ADD_ON, hours(1), hours(3))));
        assertThat(value(grants, NOON)).isEqualTo("silver");
        assertThat(value(grants, hours(1))).isEqualTo("iron");
        assertThat(value(grants, hours(3))).isEqualTo("silver");
        grants.add(grant(0, "zinc", GrantSource.LICENSE, null, null));
        assertThat(value(grants, hours(1))).isEqualTo("zinc");
    }

    @Example
    void whatWasGrantedToTheLicenseLaterWinsOverWhatItWasIssuedWith() {
        FeatureGrant issued =
                new FeatureGrant(null, "f", FeatureValue.of("old"), GrantSource.LICENSE, null, null, null);
        assertThat(value(List.of(issued, grant(1, "new", GrantSource.LICENSE, null, null)), NOON))
                .isEqualTo("new");
    }

    @Example
    void ofWhatAPolicySaysTwiceTheValueCounts() {
        FeatureGrant on = FeatureGrant.on("f", GrantSource.POLICY, null);
        FeatureGrant five = new FeatureGrant(null, "f", FeatureValue.of(5), GrantSource.POLICY, null, null, null);
        assertThat(value(List.of(on, five), NOON)).isEqualTo(5L);
    }

    @Example
    void aGrantToAUserCountsForNobodyElse() {
        List<FeatureGrant> grants =
                List.of(grant(1, 5, GrantSource.POLICY, null, null), grant(2, 50, GrantSource.USER, null, null));
        for (String ada : List.of("ada", " Ada ")) {
            assertThat(Entitlements.effective(grants, NOON, ada).get("f"))
                    .extracting(found -> found.value().json())
                    .isEqualTo(50L);
        }
        for (String other : Arrays.asList(null, "bob")) {
            assertThat(Entitlements.effective(grants, NOON, other).get("f"))
                    .extracting(found -> found.value().json())
                    .isEqualTo(5L);
        }
    }

    @Example
    void aSwitchIsOnAsLongAsAnybodyGrantsIt() {
        List<FeatureGrant> grants = List.of(
                grant(1, true, GrantSource.ADD_ON, null, hours(2)),
                grant(2, true, GrantSource.POLICY, hours(1), hours(3)),
                grant(3, true, GrantSource.POLICY, hours(4), null));
        assertThat(entitlement(grants, NOON).expiresAt()).isEqualTo(hours(3));
        assertThat(Entitlements.effective(grants, hours(3), null)).isEmpty();
        assertThat(entitlement(grants, hours(4)).expiresAt()).isNull();
    }

    @Example
    void theMostSpecificGrantSaysOfWhichKindTheFeatureIs() {
        List<FeatureGrant> grants = List.of(
                grant(1, 5, GrantSource.POLICY, null, null),
                grant(2, 3, GrantSource.ADD_ON, null, null),
                grant(3, "all", GrantSource.LICENSE, null, hours(1)));
        assertThat(value(grants, NOON)).isEqualTo("all");
        assertThat(value(grants, hours(1))).isEqualTo(8L);
    }

    @Example
    void quantitiesAreCutOffWhereTheyEnd() {
        List<FeatureGrant> grants = List.of(
                grant(1, FeatureValue.MAX_QUANTITY, GrantSource.POLICY, null, null),
                grant(2, FeatureValue.MAX_QUANTITY, GrantSource.ADD_ON, null, null));
        assertThat(value(grants, NOON)).isEqualTo(FeatureValue.MAX_QUANTITY);
    }

    @Example
    void whatIsNoValueIsRefused() {
        Object nested = List.of();
        for (int i = 0; i < 9; i++) {
            nested = List.of(nested);
        }
        for (Object none : Arrays.asList(
                null,
                false,
                0,
                -1L,
                FeatureValue.MAX_QUANTITY + 1,
                1.5,
                BigInteger.TWO.pow(70),
                "x".repeat(1001),
                "a\0",
                "\uD800",
                nested,
                List.of("\0"),
                Map.of("\uDC00", 1),
                List.of("x".repeat(4000)),
                List.of(Double.NaN),
                List.of(1e300),
                List.of(1e-300),
                List.of(BigInteger.TEN.pow(39)))) {
            assertThatThrownBy(() -> FeatureValue.of(none)).as("%s", none).isInstanceOf(IllegalArgumentException.class);
        }
        Map<String, @Nullable Object> map = new java.util.HashMap<>();
        map.put("a", Arrays.asList(1, 2L, 1.5, true, null, Map.of()));
        FeatureValue structure = FeatureValue.of(map);
        map.clear();
        assertThat(dev.marque.keys.json.Json.write(structure.json())).isEqualTo("{\"a\":[1,2,1.5,true,null,{}]}");
    }

    /** What the effective set is, said once more in the plainest way. */
    private static @Nullable Object plainly(List<FeatureGrant> grants, Instant now, @Nullable String user) {
        List<FeatureGrant> left = grants.stream()
                .filter(g -> g.startsAt() == null || !g.startsAt().isAfter(now))
                .filter(g -> g.expiresAt() == null || g.expiresAt().isAfter(now))
                .filter(g -> g.source() != GrantSource.USER || Objects.equals(g.reference(), user))
                .collect(Collectors.toList());
        FeatureGrant best = null;
        FeatureGrant base = null;
        for (FeatureGrant g : left) {
            best = best == null || beats(g, best) ? g : best;
        }
        if (best == null || !(best.value().json() instanceof Long)) {
            return best == null ? null : best.value().json();
        }
        long sum = 0;
        for (FeatureGrant g : left) {
            if (g.value().json() instanceof Long amount && g.source() == GrantSource.ADD_ON) {
                sum += amount;
            } else if (g.value().json() instanceof Long && (base == null || beats(g, base))) {
                base = g;
            }
        }
        return sum + (base == null ? 0 : (Long) base.value().json());
    }

    private static boolean beats(FeatureGrant a, FeatureGrant b) {
        if (a.source() != b.source()) {
            return a.source().ordinal() > b.source().ordinal();
        }
        Instant aStart = Objects.requireNonNullElse(a.startsAt(), Instant.MIN);
        Instant bStart = Objects.requireNonNullElse(b.startsAt(), Instant.MIN);
        return aStart.equals(bStart)
                ? Objects.toString(a.id()).compareTo(Objects.toString(b.id())) > 0
                : aStart.isAfter(bStart);
    }

    @Property(tries = 2000)
    void theSetIsWhatTheRulesSayInAnyOrderAndHoldsExactlyUntilItsEnd(
            @ForAll("grants") List<FeatureGrant> grants, @ForAll("instants") Instant now, @ForAll long seed) {
        for (String user : Arrays.asList(null, "ada")) {
            SortedMap<String, Entitlement> set = Entitlements.effective(grants, now, user);
            List<FeatureGrant> shuffled = new ArrayList<>(grants);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(Entitlements.effective(shuffled, now, user)).isEqualTo(set);

            Entitlement found = set.get("f");
            assertThat(json(found)).isEqualTo(plainly(grants, now, user));
            Instant end = found == null ? now : found.expiresAt();
            for (Instant moment : moments(grants, now)) {
                Object then = plainly(grants, moment, user);
                if (found != null && (end == null || moment.isBefore(end))) {
                    assertThat(then).isEqualTo(json(found));
                } else if (found != null && moment.equals(end)) {
                    assertThat(then).isNotEqualTo(json(found));
                }
            }
            if (found != null) {
                assertThat(found.decidedBy()).isNotEmpty().allMatch(g -> g.grantedAt(now) && g.countsFor(user));
            }
        }
    }

    private static TreeSet<Instant> moments(List<FeatureGrant> grants, Instant now) {
        return grants.stream()
                .flatMap(g -> Stream.of(g.startsAt(), g.expiresAt()))
                .filter(Objects::nonNull)
                .filter(moment -> !moment.isBefore(now))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable Object json(@Nullable Entitlement found) {
        return found == null ? null : found.value().json();
    }

    private static Entitlement entitlement(List<FeatureGrant> grants, Instant now) {
        return Objects.requireNonNull(Entitlements.effective(grants, now, null).get("f"));
    }

    private static Object value(List<FeatureGrant> grants, Instant now) {
        return entitlement(grants, now).value().json();
    }

    private static Instant hours(long count) {
        return NOON.plusSeconds(count * 3600);
    }

    private static FeatureGrant grant(
            long id, Object value, GrantSource source, @Nullable Instant startsAt, @Nullable Instant expiresAt) {
        return new FeatureGrant(
                new UUID(0, id),
                "f",
                FeatureValue.of(value),
                source,
                source == GrantSource.USER ? "ada" : null,
                startsAt,
                expiresAt);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(-5, 5).map(EntitlementsTest::hours);
    }

    @Provide
    Arbitrary<List<FeatureGrant>> grants() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1000),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(
                                        4, Arbitraries.integers().between(1, 4).map(n -> (Object) n)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.of("gold", true, List.of(1)))),
                        Arbitraries.of(GrantSource.class),
                        instants().injectNull(0.3),
                        instants().injectNull(0.3))
                .as(EntitlementsTest::grant)
                .list()
                .uniqueElements(grant -> Objects.requireNonNull(grant.id()))
                .ofMaxSize(6);
    }
}
