package dev.marque.licensing.grant;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.GrantSource;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.feature.GrantView;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Grants features to licenses and takes them back. Whoever does holds the license, so that what is checked still holds
 * when it is written. Thread-safe.
 */
@Singleton
public class FeatureGrants {

    /** How many grants a license may have besides what it took along, ended ones included. */
    static final int MOST = 500;

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public FeatureGrants(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** What audit rows and events tell. */
    private record Told(
            @JsonSerialize(contentConverter = GrantView.Converter.class)
            List<FeatureGrant> grants) {}

    /**
     * The features of a license, and who granted them.
     *
     * @param at the license as it is now is judged as of this moment; null for now
     * @param user who asks; null for whoever is not named
     * @throws ProblemException NOT_FOUND
     */
    public FeatureSet features(Actor actor, UUID licenseId, @Nullable Instant at, @Nullable String user) {
        Instant moment = at == null ? now() : at;
        return database.inEnvironment(
                actor.where(),
                transaction -> FeatureSet.of(LicenseRows.read(transaction, actor, licenseId), moment, user));
    }

    /**
     * Grants features. What was granted before by the same source, reference and start gets the new value and end.
     *
     * @return the grants as they are now, in the order of their codes
     * @throws ProblemException NOT_FOUND, INVALID_INPUT, also for a code that the license has with another kind, or
     *     STATE_CONFLICT for an archived license or more than 500 grants
     */
    public List<FeatureGrant> grant(Actor actor, UUID licenseId, NewGrants input) {
        input.check();
        Instant now = now();
        return database.inEnvironment(actor.where(), transaction -> {
            License license = changeable(transaction, actor, licenseId);
            List<FeatureGrant> wanted = wanted(input);
            wanted.forEach(grant -> requireSameKind(license, grant));
            GrantRows.put(transaction, actor.tenant(), licenseId, wanted, now);
            List<FeatureGrant> all = later(LicenseRows.read(transaction, actor, licenseId));
            if (all.size() > MOST) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT, "The license would have more than " + MOST + " grants.");
            }
            List<FeatureGrant> granted = all.stream()
                    .filter(grant -> wanted.stream().anyMatch(other -> isSame(grant, other)))
                    .sorted(java.util.Comparator.comparing(FeatureGrant::code))
                    .toList();
            changes.record(
                    transaction,
                    actor,
                    new Change("license.features-granted", "license", licenseId, null, new Told(granted)));
            return granted;
        });
    }

    /**
     * Takes one grant back.
     *
     * @throws ProblemException NOT_FOUND, also for what came with the policy or when the license was issued, or
     *     STATE_CONFLICT for an archived license
     */
    public void withdraw(Actor actor, UUID licenseId, UUID grantId) {
        database.runInEnvironment(actor.where(), transaction -> {
            License license = changeable(transaction, actor, licenseId);
            if (withdraw(transaction, actor, license, grant -> grantId.equals(grant.id()))
                    .isEmpty()) {
                throw ProblemException.notFound("grant");
            }
        });
    }

    /**
     * Takes back all that has this source and reference: an add-on that was cancelled, a user who left. What is gone
     * already is no matter.
     *
     * @return what was taken back
     * @throws ProblemException NOT_FOUND, or STATE_CONFLICT for an archived license
     */
    public List<FeatureGrant> withdraw(Actor actor, UUID licenseId, GrantSource source, @Nullable String reference) {
        return database.inEnvironment(
                actor.where(),
                transaction -> withdraw(
                        transaction,
                        actor,
                        changeable(transaction, actor, licenseId),
                        grant -> grant.source() == source && Objects.equals(grant.reference(), reference)));
    }

    private List<FeatureGrant> withdraw(
            Handle transaction, Actor actor, License license, Predicate<FeatureGrant> which) {
        List<FeatureGrant> withdrawn = later(license).stream().filter(which).toList();
        if (!withdrawn.isEmpty()) {
            GrantRows.delete(transaction, withdrawn);
            changes.record(
                    transaction,
                    actor,
                    new Change("license.features-withdrawn", "license", license.id(), new Told(withdrawn), null));
        }
        return withdrawn;
    }

    private static License changeable(Handle transaction, Actor actor, UUID licenseId) {
        License license = LicenseRows.readLocked(transaction, actor, licenseId);
        if (license.state() == LicenseState.ARCHIVED) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT, "The license is ARCHIVED: its features cannot be changed.");
        }
        return license;
    }

    private List<FeatureGrant> wanted(NewGrants input) {
        return input.values().entrySet().stream()
                .map(feature -> new FeatureGrant(
                        ids.next(),
                        feature.getKey(),
                        feature.getValue(),
                        input.source(),
                        input.reference(),
                        input.startsAt(),
                        input.expiresAt()))
                .toList();
    }

    /** A feature is of one kind: whoever adds five to a text is told so rather than left without them. */
    private static void requireSameKind(License license, FeatureGrant wanted) {
        license.grants().stream()
                .filter(grant -> grant.code().equals(wanted.code()) && !isSame(grant, wanted))
                .filter(grant -> grant.value().kind() != wanted.value().kind())
                .findFirst()
                .ifPresent(grant -> {
                    throw ProblemException.invalid(FieldError.inBody(
                            "/features/" + wanted.code(),
                            "is of the kind " + grant.value().kind() + " in this license"));
                });
    }

    /** Whether the one takes the other's place. */
    private static boolean isSame(FeatureGrant a, FeatureGrant b) {
        return a.id() != null
                && a.code().equals(b.code())
                && a.source() == b.source()
                && Objects.equals(a.reference(), b.reference())
                && Objects.equals(a.startsAt(), b.startsAt());
    }

    private static List<FeatureGrant> later(License license) {
        return license.grants().stream().filter(grant -> grant.id() != null).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
