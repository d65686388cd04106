package dev.marque.bench.jmh;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.GrantSource;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.fingerprint.MatchingStrategy;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.ExpirationStrategy;
import dev.marque.keys.validation.LicenseFacts;
import dev.marque.keys.validation.LicenseState;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** {@link Validation#decide}: a license of a year for three machines, and one of them asks for a feature. */
@State(Scope.Benchmark)
public class RuleBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final ValidationRequest request = ValidationRequest.PLAIN
            .from(Fingerprint.of("machine 2"))
            .wanting(Set.of("export"))
            .by("ENT", Version.of("4.2.0"));
    private final LicenseFacts facts = LicenseFacts.of("ENT")
            .expiring(NOW.plus(Duration.ofDays(200)), Duration.ofDays(7), ExpirationStrategy.RESTRICT_ACCESS)
            .activation(true, MatchingStrategy.MATCH_MOST)
            .activations(
                    3,
                    3,
                    IntStream.rangeClosed(1, 3)
                            .mapToObj(i -> new ActivationFacts(new UUID(0, i), Fingerprint.of("machine " + i)))
                            .toList())
            .features(List.of(
                    FeatureGrant.on("export", GrantSource.POLICY, null),
                    FeatureGrant.on("import", GrantSource.POLICY, null)))
            .build();
    private final LicenseFacts suspended =
            facts.but().state(LicenseState.SUSPENDED).build();

    /** Every rule is asked. */
    @Benchmark
    public Outcome accepted() {
        return Validation.decide(facts, request, NOW);
    }

    /** One of the first rules refuses. */
    @Benchmark
    public Outcome refused() {
        return Validation.decide(suspended, request, NOW);
    }
}
