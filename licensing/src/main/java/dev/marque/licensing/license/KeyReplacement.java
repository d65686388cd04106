package dev.marque.licensing.license;

import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
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
import java.util.UUID;

/**
 * Gives a license another key, and lets the one before it work for a while, so that installations can be moved over. The
 * key before that ends at once: a license never has more than two. Thread-safe.
 */
@Singleton
public class KeyReplacement {

    /**
     * A license's new key.
     *
     * @param formerKeyEndsAt from when on the one before it is nobody's any more
     */
    public record Replaced(String key, Instant formerKeyEndsAt) {

        @Override
        public String toString() {
            return "Replaced[" + formerKeyEndsAt + "]";
        }
    }

    private final Database database;
    private final Licenses licenses;
    private final Policies policies;
    private final KeyMint mint;
    private final KeyRows keys;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    KeyReplacement(
            Database database,
            Licenses licenses,
            Policies policies,
            KeyMint mint,
            CredentialDirectory directory,
            ChangeLog changes,
            InstantSource clock) {
        this.database = database;
        this.licenses = licenses;
        this.policies = policies;
        this.mint = mint;
        this.keys = new KeyRows(directory);
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Replaces the key.
     *
     * @param overlap for how long the present key still works; zero for not at all
     * @throws dev.marque.kernel.problem.ProblemException NOT_FOUND, or STATE_CONFLICT for an archived license
     */
    public Replaced replace(Actor actor, UUID id, Duration overlap) {
        License license = licenses.get(actor, id);
        Policy policy = policies.get(actor, license.policyId());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String key = mint.mintAnother(actor.tenant(), policy, license.productCode(), id, now);
        SealedKey sealed = mint.seal(actor.tenant(), key);
        Instant endsAt = now.plus(overlap);
        return database.inEnvironment(actor.where(), transaction -> {
            License before = LicenseRows.readLocked(transaction, actor, id);
            if (before.state() == LicenseState.ARCHIVED) {
                throw Transition.conflict(before.state(), "its key cannot be replaced");
            }
            keys.replace(transaction, actor.tenant(), id, sealed, endsAt, now);
            changes.record(transaction, actor, Change.happened("license.key-replaced", "license", id));
            return new Replaced(key, endsAt);
        });
    }
}
