package dev.marque.keys.fingerprint;

import static dev.marque.keys.fingerprint.MatchingStrategy.MATCH_ALL;
import static dev.marque.keys.fingerprint.MatchingStrategy.MATCH_ANY;
import static dev.marque.keys.fingerprint.MatchingStrategy.MATCH_MOST;
import static dev.marque.keys.fingerprint.MatchingStrategy.MATCH_TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FingerprintTest {

    @Example
    void countsTheKnownComponents() {
        Fingerprint known = Fingerprint.of("k", Map.of("mac", "1", "cpu", "2", "uuid", "3", "disk", "4"));
        assertMatches(known, Map.of("mac", "1"), true, false, false, false);
        assertMatches(known, Map.of("mac", "1", "cpu", "2"), true, true, false, false);
        assertMatches(known, Map.of("mac", "1", "cpu", "2", "uuid", "3"), true, true, true, false);
        assertMatches(
                known, Map.of("mac", "1", "cpu", "2", "uuid", "3", "disk", "4", "new", "5"), true, true, true, true);
        assertMatches(known, Map.of("mac", "2", "cpu", "1"), false, false, false, false);
        assertMatches(Fingerprint.of("k", Map.of("mac", "1")), Map.of("mac", "1", "cpu", "2"), true, true, true, true);
    }

    private static void assertMatches(
            Fingerprint known, Map<String, String> presented, boolean any, boolean two, boolean most, boolean all) {
        Fingerprint other = Fingerprint.of("other", presented);
        assertThat(List.of(
                        MATCH_ANY.matches(known, other),
                        MATCH_TWO.matches(known, other),
                        MATCH_MOST.matches(known, other),
                        MATCH_ALL.matches(known, other)))
                .isEqualTo(List.of(any, two, most, all));
    }

    @Example
    void valuesDecideOnlyWhereTheKnownMachineHasNoComponents() {
        Fingerprint bare = Fingerprint.of("same");
        Fingerprint rich = Fingerprint.of("same", Map.of("mac", "1"));
        for (MatchingStrategy strategy : MatchingStrategy.values()) {
            assertThat(strategy.matches(bare, Fingerprint.of("same"))).isTrue();
            assertThat(strategy.matches(bare, Fingerprint.of("other"))).isFalse();
            assertThat(strategy.matches(rich, bare)).isFalse();
            assertThat(strategy.matches(bare, rich)).isTrue();
            assertThat(strategy.matches(rich, Fingerprint.of("same", Map.of("mac", "2"))))
                    .isFalse();
        }
    }

    @Property
    void everyMachineMatchesItself(@ForAll("fingerprints") Fingerprint fingerprint) {
        for (MatchingStrategy strategy : MatchingStrategy.values()) {
            assertThat(strategy.matches(fingerprint, fingerprint)).isTrue();
        }
    }

    @Property
    void stricterStrategiesMatchLess(
            @ForAll("fingerprints") Fingerprint known, @ForAll("fingerprints") Fingerprint other) {
        boolean any = MATCH_ANY.matches(known, other);
        boolean two = MATCH_TWO.matches(known, other);
        boolean most = MATCH_MOST.matches(known, other);
        boolean all = MATCH_ALL.matches(known, other);
        assertThat(!all || (most && two && any)).isTrue();
        assertThat(!most || any).isTrue();
        assertThat(!two || any).isTrue();
        // From three components on, more than half is at least two.
        assertThat(!most || known.components().size() < 3 || two).isTrue();
    }

    @Property
    void oneMoreEqualComponentNeverUnmatches(
            @ForAll("fingerprints") Fingerprint known, @ForAll("fingerprints") Fingerprint presented) {
        for (Map.Entry<String, String> component : known.components().entrySet()) {
            Map<String, String> closer = new HashMap<>(presented.components());
            closer.put(component.getKey(), component.getValue());
            Fingerprint nearer = Fingerprint.of(presented.value(), closer);
            for (MatchingStrategy strategy : MatchingStrategy.values()) {
                assertThat(!strategy.matches(known, presented) || strategy.matches(known, nearer))
                        .isTrue();
            }
        }
    }

    @Example
    void refusesWhatIsNoFingerprint() {
        for (String value : List.of("", "x".repeat(256), "ä", "a\nb", "\u0000")) {
            assertThatThrownBy(() -> Fingerprint.of(value)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Fingerprint.of("f", Map.of("mac", value)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : List.of("", "MAC", "a b", "x".repeat(41))) {
            assertThatThrownBy(() -> Fingerprint.of("f", Map.of(name, "1")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 33; i++) {
            many.put("c" + i, "1");
        }
        assertThatThrownBy(() -> Fingerprint.of("f", many)).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void hashesComponentsAsDocumented() {
        // printf 'salt\0raw' | sha256sum
        assertThat(ComponentHash.sha256("salt", "raw"))
                .isEqualTo("c41e4d9d397975c5461266d9e6e9ee0f91158b2ec99de4f12c1f0fd3919afdc1");
        assertThatThrownBy(() -> ComponentHash.sha256("a\0", "b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<Fingerprint> fingerprints() {
        return Combinators.combine(
                        Arbitraries.of("v1", "v2"),
                        Arbitraries.maps(Arbitraries.of("a", "b", "c", "d", "e"), Arbitraries.of("1", "2"))
                                .ofMaxSize(5))
                .as(Fingerprint::of);
    }
}
