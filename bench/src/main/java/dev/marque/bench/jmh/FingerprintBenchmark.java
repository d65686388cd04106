package dev.marque.bench.jmh;

import dev.marque.keys.fingerprint.ComponentWeights;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.fingerprint.MatchingStrategy;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A machine of six components, of which one was replaced, beside the comparison of two equal maps. */
@State(Scope.Benchmark)
public class FingerprintBenchmark {

    private static final Map<String, String> PARTS = Map.of(
            "board",
            "MB-2203-77",
            "cpu",
            "GenuineIntel-06-9a",
            "disk",
            "S64ANS0T",
            "mac",
            "02:42:ac:11:00:02",
            "os",
            "debian-12",
            "uuid",
            "4c4c4544-0031-4710");

    private final Fingerprint known = Fingerprint.of("known", PARTS);
    private final Fingerprint same = Fingerprint.of("same", PARTS);
    private final Fingerprint changed = changed();
    private final ComponentWeights weights = new ComponentWeights(
            new TreeMap<>(Map.of("board", 40, "cpu", 20, "disk", 10, "mac", 10, "os", 5, "uuid", 15)), 60);

    @Benchmark
    public boolean matchMost() {
        return MatchingStrategy.MATCH_MOST.matches(known, changed);
    }

    @Benchmark
    public boolean matchByWeights() {
        return weights.matches(known, changed);
    }

    @Benchmark
    public boolean peerEqualMaps() {
        return known.components().equals(same.components());
    }

    private static Fingerprint changed() {
        Map<String, String> parts = new TreeMap<>(PARTS);
        parts.put("disk", "another");
        return Fingerprint.of("changed", parts);
    }
}
