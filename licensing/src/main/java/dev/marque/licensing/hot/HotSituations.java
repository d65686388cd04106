package dev.marque.licensing.hot;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.AccessFacts;
import dev.marque.keys.validation.ActivationFacts;
import dev.marque.keys.validation.HeartbeatTerms;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.access.AccessFindings;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.validation.OpenMeters;
import dev.marque.licensing.validation.PhoneSeats;
import dev.marque.licensing.validation.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The situation when a program asks, made of what is held: the very one that
 * {@link dev.marque.licensing.validation.Situations} would read, or none. A pure function.
 */
public final class HotSituations {

    private HotSituations() {}

    /**
     * The situation; null if only the database can tell.
     *
     * @param leaseId of the lease that the program says it holds
     */
    public static @Nullable Situation of(
            HotLicense hot, ValidationRequest request, @Nullable UUID leaseId, Instant now) {
        if (!hot.isComplete() || now.isBefore(hot.asOf())) {
            return null;
        }
        List<ActivationFacts> machines = machines(hot, request, now);
        Instant leaseEndsAt = leaseId == null ? null : hot.leases().get(leaseId);
        if (machines == null || !isKnown(hot, request.scopes().activationId()) || isOver(leaseId, leaseEndsAt, now)) {
            return null;
        }
        String user = request.user();
        return new Situation(
                hot.license(),
                machines,
                hot.product()
                        .facts(
                                hot.license(),
                                request.version(),
                                request.scopes().checksum()),
                leaseEndsAt,
                user != null && hot.people().contains(EmailAddress.of(user).normal()),
                access(hot, request, now),
                OpenMeters.uses(hot.metersAt(now), hot.license(), now),
                purposes(hot, request),
                hot.where().environment().value());
    }

    private static Map<UUID, Purpose> purposes(HotLicense hot, ValidationRequest request) {
        Map<UUID, Purpose> purposes = new HashMap<>();
        for (HotMachine machine : hot.machines()) {
            if (machine.mayBeMeantBy(request)) {
                purposes.put(machine.id(), machine.purpose());
            }
        }
        return purposes;
    }

    /**
     * Null if one of them would have lost its seat by its silence: it may have broken it meanwhile, elsewhere. And if one
     * was activated by telephone, which the database knows to tell from others.
     */
    private static @Nullable List<ActivationFacts> machines(HotLicense hot, ValidationRequest request, Instant now) {
        HeartbeatTerms terms = hot.license().terms().heartbeats();
        List<ActivationFacts> machines = new ArrayList<>(1);
        for (HotMachine machine : hot.machines()) {
            if (PhoneSeats.is(machine.fingerprint())) {
                return null;
            }
            if (machine.mayBeMeantBy(request)) {
                if (terms.seatIsLost(machine.life(), now)) {
                    return null;
                }
                machines.add(
                        new ActivationFacts(machine.id(), machine.fingerprint(), terms.status(machine.life(), now)));
            }
        }
        return machines;
    }

    /** Rules also look at machines that are not active any more; those are not held. */
    private static boolean isKnown(HotLicense hot, @Nullable UUID activation) {
        return activation == null
                || hot.machines().stream().anyMatch(machine -> machine.id().equals(activation));
    }

    /** A lease that ran out may have been renewed meanwhile, and one that is unknown taken, elsewhere. */
    private static boolean isOver(@Nullable UUID leaseId, @Nullable Instant endsAt, Instant now) {
        return leaseId != null && (endsAt == null || !now.isBefore(endsAt));
    }

    private static AccessFacts access(HotLicense hot, ValidationRequest request, Instant now) {
        return hot.license().terms().rules().usedFrom().with(listed(hot, request, now), request.place());
    }

    private static AccessFacts listed(HotLicense hot, ValidationRequest request, Instant now) {
        List<HotRule> rules = hot.rulesAt(now);
        if (rules.isEmpty()) {
            return AccessFacts.OPEN;
        }
        Set<String> presented = presented(hot, request);
        return new AccessFindings(rules.stream()
                        .map(rule -> rule.find(request.place(), presented))
                        .toList())
                .facts();
    }

    private static Set<String> presented(HotLicense hot, ValidationRequest request) {
        Set<String> values = new HashSet<>(request.scopes().fingerprints());
        Fingerprint asking = request.fingerprint();
        if (asking != null) {
            values.add(asking.value());
            values.addAll(asking.components().values());
        }
        hot.machines().stream()
                .filter(machine -> Objects.equals(machine.id(), request.scopes().activationId()))
                .forEach(machine -> values.add(machine.fingerprint().value()));
        return values;
    }
}
