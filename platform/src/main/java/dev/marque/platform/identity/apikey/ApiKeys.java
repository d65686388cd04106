package dev.marque.platform.identity.apikey;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.quota.PlatformQuotas;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.tenant.EnvironmentCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The API keys of a tenant. Only their hashes are stored. A key never does more than its scopes say, nor more than its
 * owner may do at that moment. Thread-safe.
 */
@Singleton
public class ApiKeys {

    private final Database database;
    private final CredentialDirectory directory;
    private final KeyOwners owners;
    private final Permissions permissions;
    private final ChangeLog changes;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    ApiKeys(
            Database database,
            CredentialDirectory directory,
            KeyOwners owners,
            Permissions permissions,
            ChangeLog changes,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.directory = directory;
        this.owners = owners;
        this.permissions = permissions;
        this.changes = changes;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Makes a key that the actor answers for, in the environment that the actor is in.
     *
     * @throws ProblemException INVALID_INPUT for a scope that does not exist, a network that is none, or an end in the
     *     past; FORBIDDEN for a scope that the actor lacks
     */
    public ApiKey.Created create(Actor actor, NewApiKey wanted) {
        return database.inTenant(
                actor.tenant(), transaction -> create(transaction, actor, owners.of(transaction, actor), wanted));
    }

    /** The same within a transaction, for a key that somebody else answers for. */
    public ApiKey.Created create(Handle transaction, Actor actor, Optional<KeyOwner> owner, NewApiKey wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        KeyRules.scopes(actor, permissions, wanted.scopes());
        KeyRules.networks(wanted.networks());
        if (wanted.expiresAt() != null) {
            KeyRules.expiry(now, wanted.expiresAt());
        }
        PlatformQuotas.API_KEYS.claim(transaction);
        return issue(transaction, actor, owner, actor.environment(), wanted, now);
    }

    /** A new key with its secret; the rules were checked. */
    ApiKey.Created issue(
            Handle transaction,
            Actor actor,
            Optional<KeyOwner> owner,
            EnvironmentCode environment,
            NewApiKey wanted,
            Instant now) {
        String secret = ApiKeyText.random(random);
        ApiKey key = new ApiKey(
                ids.next(),
                wanted.name(),
                ApiKeyText.visiblePrefix(secret),
                wanted.scopes(),
                wanted.networks(),
                owner.map(KeyOwner::kind).orElse(null),
                owner.map(KeyOwner::id).orElse(null),
                environment.value(),
                now,
                wanted.expiresAt(),
                null,
                null,
                null,
                null,
                null);
        UUID madeByKey = actor.kind() == Actor.Kind.API_KEY ? actor.id() : null;
        ApiKeyRows.insert(transaction, actor.tenant(), key, Tokens.sha256(secret), madeByKey);
        directory.add(transaction, actor.tenant(), Kind.API_KEY, Tokens.sha256(secret), key.id());
        changes.record(transaction, actor, Change.created("api-key", key.id(), key));
        return new ApiKey.Created(key, secret);
    }

    /**
     * The tenant's keys, newest first.
     *
     * @param owner only the keys of this person or service account; null for all
     */
    public Page<ApiKey> list(Actor actor, @Nullable UUID owner, PageRequest request) {
        List<ApiKey> rows =
                database.inTenant(actor.tenant(), transaction -> ApiKeyRows.page(transaction, owner, request));
        return Page.of(rows, request, ApiKey::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public ApiKey get(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> ApiKeyRows.find(transaction, id))
                .orElseThrow(ApiKeys::notFound);
    }

    static ProblemException notFound() {
        return ProblemException.notFound("API key");
    }
}
