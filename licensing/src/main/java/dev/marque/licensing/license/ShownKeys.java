package dev.marque.licensing.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope.Condition;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Shows license keys again, to those who may see them, and never without a line in the audit trail. Thread-safe. */
@Singleton
public class ShownKeys {

    private final Database database;
    private final KeyMint mint;
    private final ChangeLog changes;

    @Inject
    ShownKeys(Database database, KeyMint mint, ChangeLog changes) {
        this.database = database;
        this.mint = mint;
        this.changes = changes;
    }

    /**
     * The key of a license.
     *
     * @param action what the audit trail calls it, such as {@code license.key-shown}
     * @throws ProblemException NOT_FOUND
     */
    public String show(Actor actor, UUID licenseId, String action) {
        Condition reach = actor.scope().on("l");
        byte[] encrypted = database.inEnvironment(actor.where(), transaction -> {
            byte[] found = transaction
                    .createQuery("select key_encrypted from licenses l where l.id = :id and " + reach.sql())
                    .bindMap(reach.binds())
                    .bind("id", licenseId)
                    .mapTo(byte[].class)
                    .findOne()
                    .orElseThrow(() -> ProblemException.notFound("license"));
            changes.auditOnly(transaction, actor, Change.happened(action, "license", licenseId));
            return found;
        });
        return mint.open(actor.tenant(), encrypted);
    }
}
