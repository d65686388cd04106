package dev.marque.licensing.license;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.LicensingQuotas;
import dev.marque.licensing.license.Occupants.Held;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.Rules;
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes two licenses of one: seats go from it to a new one, and none is made or lost. Whoever splits a license holds it, as
 * whoever gives a seat of it does. Thread-safe.
 */
@Singleton
public class LicenseSplitting {

    /**
     * A license that was split.
     *
     * @param rest the first license, with what is left
     * @param made the new one
     */
    public record Split(License rest, IssuedLicense made) {}

    private static final String METERS = "meters";

    private final Database database;
    private final Tenants tenants;
    private final Licenses licenses;
    private final Policies policies;
    private final KeyMint mint;
    private final CredentialDirectory directory;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    LicenseSplitting(
            Database database,
            Tenants tenants,
            Licenses licenses,
            Policies policies,
            KeyMint mint,
            CredentialDirectory directory,
            ChangeLog changes,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.tenants = tenants;
        this.licenses = licenses;
        this.policies = policies;
        this.mint = mint;
        this.directory = directory;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** The new license's key, which is made before any transaction. */
    private record Made(UUID id, String key, SealedKey sealed, ZoneId zone, Instant now) {}

    /**
     * Takes seats from a license and makes a new one of them, with the same end and conditions. Machines, people and what
     * was counted stay with the first; so do its meters and the features that were granted to it later.
     *
     * @throws ProblemException NOT_FOUND, INVALID_INPUT for numbers that the license cannot share, or STATE_CONFLICT if it
     *     is not active, limits nothing, is a trial, or has more in use than would be left
     */
    public Split split(Actor actor, UUID id, SplitOrder order) {
        License license = licenses.get(actor, id);
        Policy policy = policies.get(actor, license.policyId());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID newId = ids.next();
        String key = mint.mint(actor.tenant(), policy, license.productCode(), newId, now);
        Made made = new Made(newId, key, mint.seal(actor.tenant(), key), tenants.zone(actor.tenant()), now);
        return database.inEnvironment(actor.where(), transaction -> {
            License before = LicenseRows.readLocked(transaction, actor, id);
            requireDivisible(before);
            SeatNumbers all = SeatNumbers.of(before.terms());
            SeatNumbers away = order.of(all);
            SeatNumbers rest = all.minus(away);
            requireRoom(before, rest, Occupants.held(transaction, id, now));
            License after = before.forSeats(rest, now);
            LicenseStore.update(transaction, after);
            changes.record(transaction, actor, Change.of("license.split", "license", id, before, after));
            return new Split(after, insert(transaction, actor, made, before, away, order.name()));
        });
    }

    private static void requireDivisible(License license) {
        if (license.state() != LicenseState.ACTIVE) {
            throw Transition.conflict(license.state(), "it cannot be split");
        }
        Rules rules = license.terms().rules();
        if (rules.trial() != null) {
            throw Transition.conflict(license.state(), "it is a trial, which cannot be split");
        }
        if (SeatNumbers.of(license.terms()).isEmpty()) {
            throw Transition.conflict(license.state(), "it limits no seats, so there is nothing to split");
        }
        if (rules.floating() != null && !rules.floating().groups().isEmpty()) {
            throw Transition.conflict(license.state(), "its seats are shared by groups; take these off first");
        }
    }

    private static void requireRoom(License license, SeatNumbers rest, Held held) {
        require(license, "machines are active", license.activations(), rest.machines());
        require(license, "named users hold seats", held.users(), rest.users());
        require(license, "leases are held", held.leases(), rest.leases());
    }

    private static void require(License license, String what, int used, @Nullable Integer left) {
        if (left != null && used > left) {
            throw Transition.conflict(license.state(), used + " " + what + ", and " + left + " would be left");
        }
    }

    private IssuedLicense insert(
            Handle transaction, Actor actor, Made made, License from, SeatNumbers numbers, @Nullable String name) {
        LicensingQuotas.LICENSES.claim(transaction);
        String number = LicenseNumbers.next(transaction, actor.tenant(), from.productCode(), made.now(), made.zone())
                .toString();
        License license = part(from, made, number, numbers, name);
        LicenseStore.insert(transaction, actor.tenant(), license, made.sealed());
        directory.add(
                transaction, actor.tenant(), Kind.LICENSE_KEY, made.sealed().hash(), license.id());
        changes.record(transaction, actor, Change.created("license", license.id(), license));
        return new IssuedLicense(license, made.key());
    }

    private static License part(License from, Made made, String number, SeatNumbers numbers, @Nullable String name) {
        Set<String> overrides = new TreeSet<>(numbers.partsAnd(from.overrides()));
        Terms terms = numbers.on(from.terms());
        if (!terms.rules().metered().isEmpty()) {
            ObjectNode none = JsonNodeFactory.instance.objectNode();
            none.putObject(METERS);
            terms = terms.withRules(JsonColumns.read(none, Rules.class));
            overrides.add("rules." + METERS);
        }
        return new License(
                made.id(),
                number,
                LicenseState.ACTIVE,
                null,
                from.productId(),
                from.productCode(),
                from.policyId(),
                from.policyVersion(),
                name == null ? from.name() : name,
                terms,
                overrides,
                from.assignment(),
                from.termAnchor(),
                from.termCount(),
                from.termBeganAt(),
                from.expiresAt(),
                from.maintenanceEndsAt(),
                from.featuresTakenAlong(),
                from.limits(),
                from.metadata(),
                0,
                // Not now: features that last for a time do not begin anew.
                from.createdAt(),
                made.now(),
                1);
    }
}
