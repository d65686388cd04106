package dev.marque.platform.identity.apikey;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Permissions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Changes keys that go on working: programs need not be told. Thread-safe. */
@Singleton
public class KeyEditing {

    private final Database database;
    private final Permissions permissions;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    KeyEditing(Database database, Permissions permissions, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.permissions = permissions;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Changes name, networks and end of a key.
     *
     * @throws ProblemException NOT_FOUND; INVALID_INPUT for a network that is none, or an end in the past; STATE_CONFLICT
     *     if the key does not work any more, or was replaced and would live longer; FORBIDDEN if it has a scope that the
     *     actor lacks, or is the actor itself: a stolen key must not open itself to other networks
     */
    public ApiKey edit(Actor actor, UUID id, ApiKeyEdit edit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (edit.allowedNetworks() != null) {
            KeyRules.networks(edit.allowedNetworks());
        }
        if (edit.expiresAt() != null) {
            KeyRules.expiry(now, edit.expiresAt());
        }
        if (actor.kind() == Actor.Kind.API_KEY && actor.id().equals(id)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "A key does not change itself.");
        }
        return database.inTenant(actor.tenant(), transaction -> edit(transaction, actor, id, edit, now));
    }

    private ApiKey edit(Handle transaction, Actor actor, UUID id, ApiKeyEdit edit, Instant now) {
        ApiKey before = ApiKeyRows.lock(transaction, id).orElseThrow(ApiKeys::notFound);
        if (!before.isUsable(now)) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT, "The key is revoked or has expired; make a new one.");
        }
        KeyRules.scopes(actor, permissions, before.scopes());
        ApiKey after = edit.of(before);
        if (before.replacedBy() != null && !after.isUsedUpBy(before.expiresAt())) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT, "The key was replaced, and ends when that was decided to be.");
        }
        if (!after.equals(before)) {
            ApiKeyRows.write(transaction, after);
            changes.record(transaction, actor, Change.of("api-key.updated", "api-key", id, before, after));
        }
        return after;
    }
}
