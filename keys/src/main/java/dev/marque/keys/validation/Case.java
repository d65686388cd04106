package dev.marque.keys.validation;

import dev.marque.keys.fingerprint.Fingerprint;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the rules look at; the search among activations is done at most once. */
final class Case {
    final LicenseFacts facts;
    final ValidationRequest request;
    final Instant now;
    private @Nullable Optional<ActivationFacts> matching;

    Case(LicenseFacts facts, ValidationRequest request, Instant now) {
        this.facts = facts;
        this.request = request;
        this.now = now;
    }

    boolean graceIsOver() {
        Instant graceEndsAt = facts.graceEndsAt();
        return graceEndsAt != null && !now.isBefore(graceEndsAt);
    }

    boolean anyActivation() {
        return facts.activeActivations() > 0 || !facts.activations().isEmpty();
    }

    /** The activation that looks most like the machine; of several alike the one with the smallest id. */
    Optional<ActivationFacts> matching() {
        Optional<ActivationFacts> known = matching;
        if (known == null) {
            known = search();
            matching = known;
        }
        return known;
    }

    /** The activation that the request names, if it may be that of the machine which asks. */
    Optional<ActivationFacts> named() {
        UUID asked = request.scopes().activationId();
        return (request.fingerprint() == null ? facts.activations().stream() : matching().stream())
                .filter(machine -> machine.id().equals(asked))
                .findFirst();
    }

    /** Whether fewer of the fingerprints that the request names are active than the license's matching wants. */
    boolean tooFewKnown() {
        Set<String> asked = request.scopes().fingerprints();
        if (asked.isEmpty()) {
            return false;
        }
        long known = facts.activations().stream()
                .map(machine -> machine.fingerprint().value())
                .filter(asked::contains)
                .distinct()
                .count();
        return !facts.matching().enough((int) known, asked.size());
    }

    boolean hasHeartbeat(HeartbeatStatus status) {
        return matching().map(ActivationFacts::heartbeat).filter(status::equals).isPresent();
    }

    @Nullable UUID activationId() {
        ActivationFacts found = matching().orElse(null);
        return found == null ? null : found.id();
    }

    private Optional<ActivationFacts> search() {
        Fingerprint presented = request.fingerprint();
        if (presented == null) {
            return Optional.empty();
        }
        ActivationFacts best = null;
        for (ActivationFacts machine : facts.activations()) {
            if (facts.matching().matches(machine.fingerprint(), presented)
                    && (best == null || isNearer(machine, best, presented))) {
                best = machine;
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean isNearer(ActivationFacts one, ActivationFacts other, Fingerprint presented) {
        int likeness = facts.matching().likeness(one.fingerprint(), presented);
        int otherLikeness = facts.matching().likeness(other.fingerprint(), presented);
        return likeness > otherLikeness
                || likeness == otherLikeness
                        && one.id().toString().compareTo(other.id().toString()) < 0;
    }
}
