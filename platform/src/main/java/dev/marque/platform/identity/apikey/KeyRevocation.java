package dev.marque.platform.identity.apikey;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.identity.RecordScope;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.secrets.Tokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Ends keys at once and for good. Ending a key again changes nothing. With a leaked key end the keys that it made:
 * whoever found it may have made them. Thread-safe.
 */
@Singleton
public class KeyRevocation {

    private final Database database;
    private final CredentialDirectory directory;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    KeyRevocation(Database database, CredentialDirectory directory, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.directory = directory;
        this.changes = changes;
        this.clock = clock;
    }

    /** @throws ProblemException NOT_FOUND */
    public void revoke(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> end(transaction, actor, id, RevocationReason.REQUESTED));
    }

    /**
     * Ends the tenant's keys that begin like a text that somebody found: a visible prefix, or any longer part of a key
     * from its beginning.
     *
     * @return the keys, as they are now; empty if none begins like that
     */
    public List<ApiKey> revokeLeaked(Actor actor, String found) {
        return database.inTenant(actor.tenant(), transaction -> {
            List<UUID> leaked = ApiKeyRows.withPrefix(transaction, ApiKeyText.visiblePrefix(found));
            leaked.forEach(id -> endLeaked(transaction, actor, id));
            return leaked.stream()
                    .map(id -> ApiKeyRows.find(transaction, id).orElseThrow())
                    .toList();
        });
    }

    /**
     * Ends the key that somebody presents because it is not secret any more. Whoever has a key may end it; a text that is
     * no key of anybody changes nothing.
     */
    public void reportLeaked(String key, RequestOrigin origin) {
        if (ApiKeyText.isKey(key)) {
            directory.find(Kind.API_KEY, Tokens.sha256(key)).forEach(entry -> reportLeaked(entry, origin));
        }
    }

    private void reportLeaked(Entry entry, RequestOrigin origin) {
        database.runInTenant(entry.tenantId(), transaction -> {
            ApiKey leaked = ApiKeyRows.find(transaction, entry.subjectId()).orElseThrow();
            // The one thing that is known of whoever reports it is that they hold the key.
            Actor holder = Actor.apiKey(
                    entry.tenantId(), leaked.id(), leaked.name(), Set.of(), RecordScope.own(leaked.id()), origin);
            endLeaked(transaction, holder, leaked.id());
        });
    }

    /** Ends all keys of an owner who is about to be deleted. */
    public void ownerDeleted(Handle transaction, Actor actor, UUID owner) {
        ApiKeyRows.liveOf(transaction, owner)
                .forEach(id -> end(transaction, actor, id, RevocationReason.OWNER_DELETED));
    }

    private void endLeaked(Handle transaction, Actor actor, UUID id) {
        end(transaction, actor, id, RevocationReason.LEAKED);
        ApiKeyRows.madeBy(transaction, id)
                .forEach(made -> end(transaction, actor, made, RevocationReason.MADE_BY_LEAKED_KEY));
    }

    private void end(Handle transaction, Actor actor, UUID id, RevocationReason reason) {
        ApiKey before = ApiKeyRows.lock(transaction, id).orElseThrow(ApiKeys::notFound);
        if (before.revokedAt() != null) {
            return;
        }
        ApiKeyRows.revoke(transaction, id, reason, clock.instant());
        directory.remove(transaction, actor.tenant(), id);
        ApiKey after = ApiKeyRows.find(transaction, id).orElseThrow();
        changes.record(transaction, actor, Change.of("api-key.revoked", "api-key", id, before, after));
    }
}
