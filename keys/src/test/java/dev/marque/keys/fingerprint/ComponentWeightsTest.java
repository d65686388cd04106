package dev.marque.keys.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ComponentWeightsTest {

    private static final Arbitrary<String> NAMES = Arbitraries.of("board", "cpu", "disk", "mac");

    @Example
    void aChangedDiskAndANewNetworkCardKeepTheSeatAndANewBoardDoesNot() {
        ComponentWeights weights =
                new ComponentWeights(new TreeMap<>(Map.of("board", 50, "cpu", 20, "disk", 20, "mac", 10)), 60);
        Fingerprint known = Fingerprint.of("k", Map.of("board", "1", "cpu", "2", "disk", "3", "mac", "4"));
        assertThat(weights.matches(known, with("1", "2", "new", "new"))).isTrue();
        assertThat(weights.matches(known, with("1", "new", "new", "4")))
                .as("60 of 100, just enough")
                .isTrue();
        assertThat(weights.matches(known, with("1", "new", "new", "new"))).isFalse();
        assertThat(weights.matches(known, with("new", "2", "3", "4"))).isFalse();
    }

    private static Fingerprint with(String board, String cpu, String disk, String mac) {
        return Fingerprint.of("other", Map.of("board", board, "cpu", cpu, "disk", disk, "mac", mac));
    }

    @Property
    void everyMachineMatchesItself(
            @ForAll("weights") ComponentWeights weights, @ForAll("machines") Fingerprint machine) {
        assertThat(weights.matches(machine, machine)).isTrue();
    }

    @Property
    void machinesWithTheSamePartsAreJudgedAlikeFromBothSides(
            @ForAll("weights") ComponentWeights weights,
            @ForAll("machines") Fingerprint one,
            @ForAll("machines") Fingerprint seed) {
        Map<String, String> parts = new HashMap<>(one.components());
        parts.replaceAll((name, known) -> seed.components().getOrDefault(name, "9"));
        Fingerprint other = Fingerprint.of(seed.value(), parts);
        assertThat(weights.matches(one, other)).isEqualTo(weights.matches(other, one));
        assertThat(weights.likeness(one, other)).isEqualTo(weights.likeness(other, one));
    }

    @Property
    void anEqualValueNeverOutweighsForeignParts(
            @ForAll("weights") ComponentWeights weights,
            @ForAll("machines") Fingerprint known,
            @ForAll("machines") Fingerprint presented) {
        Fingerprint copied = Fingerprint.of(known.value(), presented.components());
        boolean foreign = known.equalComponents(copied) == 0;
        assertThat(!known.components().isEmpty() && foreign && weights.matches(known, copied))
                .isFalse();
        if (!known.components().isEmpty()) {
            assertThat(weights.matches(known, copied)).isEqualTo(weights.matches(known, presented));
        }
    }

    @Property
    void oneMoreEqualPartNeverUnmatches(
            @ForAll("weights") ComponentWeights weights,
            @ForAll("machines") Fingerprint known,
            @ForAll("machines") Fingerprint presented) {
        known.components().forEach((name, value) -> {
            Map<String, String> closer = new HashMap<>(presented.components());
            closer.put(name, value);
            assertThat(!weights.matches(known, presented)
                            || weights.matches(known, Fingerprint.of(presented.value(), closer)))
                    .isTrue();
        });
    }

    @Property
    void whatIsTakenOverNeverAddsOrDropsPartsAndMakesTheOtherNoLessAlike(
            @ForAll("weights") ComponentWeights weights,
            @ForAll("machines") Fingerprint known,
            @ForAll("machines") Fingerprint presented,
            @ForAll Set<@From("names") String> names) {
        Fingerprint adopted = known.adopting(presented, names);
        assertThat(adopted.components().keySet()).isEqualTo(known.components().keySet());
        assertThat(adopted.value()).isEqualTo(known.value());
        assertThat(names).containsAll(known.differences(adopted));
        assertThat(weights.likeness(adopted, presented)).isGreaterThanOrEqualTo(weights.likeness(known, presented));
    }

    @Example
    void refusesWhatIsNoWeight() {
        for (int weight : new int[] {-1, 101}) {
            assertThatThrownBy(() -> new ComponentWeights(new TreeMap<>(Map.of("mac", weight)), 50))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int threshold : new int[] {0, 101}) {
            assertThatThrownBy(() -> new ComponentWeights(new TreeMap<>(), threshold))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    Arbitrary<String> names() {
        return NAMES;
    }

    @Provide
    Arbitrary<ComponentWeights> weights() {
        return Combinators.combine(
                        Arbitraries.maps(NAMES, Arbitraries.integers().between(0, 100)),
                        Arbitraries.integers().between(1, 100))
                .as((weights, threshold) -> new ComponentWeights(new TreeMap<>(weights), threshold));
    }

    @Provide
    Arbitrary<Fingerprint> machines() {
        return Combinators.combine(Arbitraries.of("v1", "v2"), Arbitraries.maps(NAMES, Arbitraries.of("1", "2")))
                .as(Fingerprint::of);
    }
}
