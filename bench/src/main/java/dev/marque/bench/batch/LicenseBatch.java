package dev.marque.bench.batch;

import dev.marque.bench.BenchDatabase;
import dev.marque.licensing.license.BatchIssuing;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.NewLicense;
import dev.marque.licensing.testing.LicensingFixture;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A batch as the stream issues it, and the same again once all its places are taken, which is what going on with an
 * interrupted one costs at the most: one caller, in one process with its database.
 */
public final class LicenseBatch {

    private LicenseBatch() {}

    /** {@code [folder] [licenses]}. */
    public static void main(String[] args) {
        int count = Integer.parseInt(args[1]);
        try (BenchDatabase database = new BenchDatabase(Path.of(args[0]))) {
            LicensingFixture room = database.room();
            UUID policy =
                    room.policy(Map.of("term", "P1Y", "maxActivations", 3)).id();
            report("issued", room, policy, count, System.out);
            report("told again", room, policy, count, System.out);
        }
    }

    private static void report(String what, LicensingFixture room, UUID policy, int count, PrintStream out) {
        NewLicense input = new NewLicense(policy, "Box", null, null, null, null, null, null, null);
        long start = System.nanoTime();
        Iterator<List<IssuedLicense>> chunks = new BatchIssuing(room.issuing).issue(room.acme, input, "bench", count);
        int seen = 0;
        while (chunks.hasNext()) {
            seen += chunks.next().size();
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        out.printf("%s: %,d licenses in %.1f s%n", what, seen, taken.toMillis() / 1000.0);
    }
}
