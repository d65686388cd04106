package dev.marque.licensing.license;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.Adoption;
import dev.marque.licensing.policy.Adoption.Difference;
import dev.marque.licensing.policy.Conditions;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes one license of two. Whoever merges holds both, first the one with the lower id, so that two who merge the same
 * licenses do not wait for each other for ever. Thread-safe.
 */
@Singleton
public class LicenseMerging {

    private final Database database;
    private final ChangeLog changes;
    private final KeyRows keys;
    private final Occupants occupants;
    private final InstantSource clock;

    @Inject
    public LicenseMerging(Database database, CredentialDirectory directory, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.keys = new KeyRows(directory);
        this.occupants = new Occupants(changes);
        this.clock = clock;
    }

    /**
     * Adds the seats of another license to a license, with the machines and named users that have them, and archives the
     * other. What the other counted ends with it.
     *
     * @param overlap for how long the other's key works for the license, as its former key, and its tokens; zero for not at
     *     all
     * @return the license, with the seats of both
     * @throws ProblemException NOT_FOUND, INVALID_INPUT for another license that is not there or is the same, or
     *     STATE_CONFLICT if they are not alike but for their numbers, or one has what cannot be moved
     */
    public License merge(Actor actor, UUID id, UUID otherId, Duration overlap) {
        if (id.equals(otherId)) {
            throw ProblemException.invalid(FieldError.inBody("/licenseId", "is the same license"));
        }
        return database.inEnvironment(actor.where(), transaction -> {
            Stream.of(id, otherId).sorted().forEach(each -> LicenseRows.lock(transaction, each));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            License before = LicenseRows.read(transaction, actor, id);
            License other = other(transaction, actor, otherId);
            requireAlike(before, other);
            requireMovable(transaction, other, now);
            License after = before.forSeats(SeatNumbers.of(before.terms()).plus(SeatNumbers.of(other.terms())), now);
            LicenseStore.update(transaction, after);
            move(transaction, actor, before, other, now);
            if (overlap.isPositive()) {
                keys.lend(transaction, actor.tenant(), otherId, id, now.plus(overlap));
                Occupants.lendTokens(transaction, otherId, id, now.plus(overlap));
            }
            License merged = LicenseRows.read(transaction, actor, id);
            requireRoom(merged);
            changes.record(transaction, actor, Change.of("license.merged", "license", id, before, merged));
            return merged;
        });
    }

    private static License other(Handle transaction, Actor actor, UUID id) {
        try {
            return LicenseRows.read(transaction, actor, id);
        } catch (ProblemException missing) {
            throw ProblemException.invalid(FieldError.inBody("/licenseId", "is no license"));
        }
    }

    private void move(Handle transaction, Actor actor, License to, License other, Instant now) {
        occupants.moveMachines(transaction, actor, other.id(), to.id(), now);
        int left = Occupants.moveUsers(transaction, other.id(), to.id(), now);
        if (left > 0) {
            throw Transition.conflict(
                    to.state(),
                    left + " named users of the other license are known to this one; release them there first");
        }
        License archived = other.inState(LicenseState.ARCHIVED, "merged into " + to.number(), now);
        LicenseStore.update(transaction, archived);
        changes.record(
                transaction, actor, Change.of(Transition.ARCHIVE.action(), "license", other.id(), other, archived));
    }

    /** All that may differ are the numbers, and meters, which stay with their license. */
    private static void requireAlike(License one, License other) {
        for (License license : List.of(one, other)) {
            if (license.state() != LicenseState.ACTIVE) {
                throw Transition.conflict(license.state(), license.number() + " cannot be merged");
            }
            if (license.terms().rules().trial() != null) {
                throw Transition.conflict(license.state(), license.number() + " is a trial, which cannot be merged");
            }
        }
        requireSame(one.policyId(), other.policyId(), "policies");
        requireSame(one.assignment().customerUserId(), other.assignment().customerUserId(), "customers");
        requireSame(one.assignment().partnerId(), other.assignment().partnerId(), "partners");
        requireSame(one.expiresAt(), other.expiresAt(), "ends");
        requireSame(one.maintenanceEndsAt(), other.maintenanceEndsAt(), "ends of maintenance");
        SeatNumbers numbers = SeatNumbers.of(one.terms());
        List<String> differing = !numbers.isLike(SeatNumbers.of(other.terms()))
                ? List.of("what is limited")
                : differing(one.conditions(), other.conditions(), numbers);
        if (!differing.isEmpty()) {
            throw conflict("differ in " + String.join(", ", differing));
        }
    }

    private static List<String> differing(Conditions one, Conditions other, SeatNumbers numbers) {
        Conditions alike = new Conditions(numbers.on(other.terms()), other.features(), other.limits());
        return Adoption.of(one, alike, Set.of()).changes().stream()
                .map(Difference::part)
                .filter(part -> !part.equals("rules.meters"))
                .toList();
    }

    private static void requireSame(@Nullable Object one, @Nullable Object other, String what) {
        if (!Objects.equals(one, other)) {
            throw conflict("have different " + what);
        }
    }

    private static ProblemException conflict(String why) {
        return Transition.conflict(LicenseState.ACTIVE, "the two licenses " + why + ", so they cannot be merged");
    }

    private static void requireMovable(Handle transaction, License other, Instant now) {
        int leases = Occupants.held(transaction, other.id(), now).leases();
        if (leases > 0) {
            throw Transition.conflict(
                    other.state(), leases + " leases of the other license are held; release them first");
        }
        boolean granted = other.grants().stream()
                .anyMatch(grant -> grant.id() != null
                        && (grant.expiresAt() == null || grant.expiresAt().isAfter(now)));
        if (granted) {
            throw Transition.conflict(
                    other.state(),
                    "features were granted to the other license; grant them to this one and take them back there");
        }
    }

    private static void requireRoom(License merged) {
        Integer most = merged.terms().mostActivations();
        if (!SeatNumbers.of(merged.terms()).isPossible()) {
            throw conflict("have more seats together than a license may have");
        }
        if (most != null && merged.activations() > most) {
            throw conflict(
                    "are active on " + merged.activations() + " machines, and " + most + " are allowed together");
        }
    }
}
