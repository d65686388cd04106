package dev.marque.licensing.whole;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * What one client does, or that time passes.
 *
 * @param process in which of the two, 0 or 1
 * @param license of those that there are, 0 to 2
 * @param who or what of its kind: a machine, a person, a version; 0 to 3
 * @param number how much, how long, how many; 1 to 8
 * @param choices twelve yes and no
 */
record Step(Kind kind, int process, int license, int who, int number, int choices) {

    static final int LICENSES = 3;
    static final List<String> FEATURES = List.of("export", "reports", "beta");
    static final List<String> VERSIONS = List.of("1.0.0", "2.0.0", "2.1.0-beta.1", "3.0.0");
    static final List<String> METERS = List.of("exports", "total", "people", "cores");

    private static final List<Duration> TIMES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(59),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(9));

    enum Kind {
        ISSUE(6),
        SUSPEND(1),
        REINSTATE(3),
        REVOKE(1),
        ARCHIVE(1),
        RENEW(5),
        EXTEND(3),
        RENEW_MAINTENANCE(2),
        EDIT(4),
        EDIT_POLICY(2),
        APPLY_POLICY(3),
        CHANGE_POLICY(4),
        REPLACE_KEY(2),
        USE_KEY(3),
        LIST_VERSION(2),
        ACTIVATE(12),
        REPLACE_MACHINE(5),
        DEACTIVATE(5),
        HEARTBEAT(7),
        VALIDATE(18),
        ACQUIRE(10),
        RENEW_LEASE(3),
        RELEASE_LEASE(3),
        BORROW(3),
        RETURN_LEASE(2),
        CONSUME(8),
        REPORT(3),
        GIVE_BACK(3),
        RESERVE(4),
        COMMIT(3),
        CANCEL(2),
        INVITE(4),
        ACCEPT(3),
        ASSIGN(4),
        RELEASE_USER(3),
        GRANT(4),
        WITHDRAW(3),
        WAIT(14);

        private final int often;

        Kind(int often) {
            this.often = often;
        }
    }

    /** What a program says when it asks whether it may go on; what is null is not said. */
    record Asked(
            @Nullable String machine,
            Set<String> features,
            @Nullable String version,
            @Nullable Boolean ownProduct,
            @Nullable Integer policy,
            @Nullable String activationOf,
            @Nullable String user) {}

    static Arbitrary<Step> any() {
        List<Tuple2<Integer, Kind>> kinds = Arrays.stream(Kind.values())
                .map(kind -> Tuple.of(kind.often, kind))
                .toList();
        return Combinators.combine(
                        Arbitraries.frequency(kinds),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, LICENSES - 1),
                        Arbitraries.integers().between(0, 3).withDistribution(uniform()),
                        Arbitraries.integers().between(1, 8).withDistribution(uniform()),
                        Arbitraries.integers().between(0, 4095).withDistribution(uniform()))
                .as(Step::new);
    }

    private static RandomDistribution uniform() {
        return RandomDistribution.uniform();
    }

    boolean is(int choice) {
        return (choices >> choice & 1) == 1;
    }

    String machine() {
        return "machine " + who;
    }

    String person() {
        return "user" + who + "@x.example";
    }

    String meter() {
        return METERS.get(who);
    }

    String member() {
        return "member " + (number + (is(0) ? 1 : 0)) % 5;
    }

    String version() {
        return VERSIONS.get(who);
    }

    String feature() {
        return FEATURES.get(number % FEATURES.size());
    }

    int policy() {
        return (number + who) % Plan.ALL.size();
    }

    Duration time() {
        return TIMES.get(number - 1);
    }

    Asked asked() {
        return new Asked(
                is(0) || is(1) ? machine() : null,
                is(2) && is(3) ? Set.of(feature()) : Set.of(),
                is(4) ? VERSIONS.get(number % VERSIONS.size()) : null,
                is(5) ? Boolean.TRUE : is(6) && is(7) ? Boolean.FALSE : null,
                is(8) && is(9) ? Integer.valueOf(policy()) : null,
                is(10) && is(6) ? "machine " + (is(3) ? who : number % 4) : null,
                is(11) || is(7) ? person() : null);
    }
}
