package dev.marque.platform.identity;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.quota.PlatformQuotas;
import dev.marque.platform.secrets.Tokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** API keys of a tenant. Only their hashes are stored. Thread-safe. */
@Singleton
public class ApiKeys implements Authenticator {

    static final String MARK = "mq_";
    private static final int PREFIX_LENGTH = 11;
    private static final String COLUMNS = "id, name, prefix, scopes, created_at, expires_at, revoked_at";

    private final Database database;
    private final CredentialDirectory directory;
    private final Permissions permissions;
    private final ChangeLog changes;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public ApiKeys(
            Database database,
            CredentialDirectory directory,
            Permissions permissions,
            ChangeLog changes,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.directory = directory;
        this.permissions = permissions;
        this.changes = changes;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Creates a key. Nobody can give a key more than they may do themselves, and it reaches the records that its creator
     * reaches now.
     *
     * @throws ProblemException INVALID_INPUT for a scope that does not exist, FORBIDDEN for one that the actor lacks
     */
    public ApiKey.Created create(Actor actor, String name, List<String> scopes, @Nullable Instant expiresAt) {
        checkScopes(actor, scopes);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ProblemException.invalid(FieldError.inBody("/expiresAt", "must be in the future"));
        }
        String secret = MARK + Tokens.random(random);
        ApiKey key = new ApiKey(ids.next(), name, secret.substring(0, PREFIX_LENGTH), scopes, now, expiresAt, null);
        return database.inTenant(actor.tenant(), transaction -> {
            PlatformQuotas.API_KEYS.claim(transaction);
            insert(transaction, actor, key, Tokens.sha256(secret));
            directory.add(transaction, actor.tenant(), Kind.API_KEY, Tokens.sha256(secret), key.id());
            changes.record(transaction, actor, Change.created("api-key", key.id(), key));
            return new ApiKey.Created(key, secret);
        });
    }

    private void checkScopes(Actor actor, List<String> scopes) {
        List<FieldError> unknown = IntStream.range(0, scopes.size())
                .filter(i -> !permissions.grantable().contains(scopes.get(i)))
                .mapToObj(i -> FieldError.inBody("/scopes/" + i, "is not a permission that can be granted"))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_INPUT, "Some scopes do not exist.", unknown);
        }
        scopes.stream().filter(scope -> !actor.may(scope)).findFirst().ifPresent(scope -> {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "You cannot give the scope " + scope + ", since you do not have it.");
        });
    }

    private static void insert(Handle transaction, Actor actor, ApiKey key, byte[] hash) {
        transaction
                .createUpdate("""
                        insert into api_keys (id, tenant_id, name, prefix, key_hash, scopes, created_at, expires_at,
                                              reach, scope_subject_id, scope_team_id, scope_partner_id)
                        values (:id, :tenant, :name, :prefix, :hash, :scopes, :createdAt, :expiresAt,
                                :reach, :scopeSubject, :scopeTeam, :scopePartner)
                        """)
                .bind("id", key.id())
                .bind("tenant", actor.tenant())
                .bind("name", key.name())
                .bind("prefix", key.prefix())
                .bind("hash", hash)
                .bind("scopes", key.scopes().toArray(String[]::new))
                .bind("createdAt", key.createdAt())
                .bind("expiresAt", key.expiresAt())
                .bind("reach", actor.scope().reach())
                .bind("scopeSubject", actor.scope().subject())
                .bind("scopeTeam", actor.scope().team())
                .bind("scopePartner", actor.scope().partner())
                .execute();
    }

    /** The tenant's keys, newest first. */
    public Page<ApiKey> list(Actor actor, PageRequest request) {
        List<ApiKey> rows = database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery("select " + COLUMNS + """
                         from api_keys
                        where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit
                        """)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(ApiKey.class)
                .list());
        return Page.of(rows, request, ApiKey::id);
    }

    /**
     * Ends a key at once. Revoking it again changes nothing.
     *
     * @throws ProblemException NOT_FOUND
     */
    public void revoke(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            ApiKey before = find(transaction, id).orElseThrow(() -> ProblemException.notFound("API key"));
            if (before.revokedAt() != null) {
                return;
            }
            transaction
                    .createUpdate("update api_keys set revoked_at = :now where id = :id")
                    .bind("now", clock.instant())
                    .bind("id", id)
                    .execute();
            directory.remove(transaction, actor.tenant(), id);
            ApiKey after = find(transaction, id).orElseThrow();
            changes.record(transaction, actor, Change.of("api-key.revoked", "api-key", id, before, after));
        });
    }

    @Override
    public boolean takes(Credential credential) {
        return credential.scheme().equals("bearer") && credential.value().startsWith(MARK);
    }

    @Override
    public Optional<Actor> authenticate(Credential credential, RequestOrigin origin) {
        return directory.find(Kind.API_KEY, Tokens.sha256(credential.value())).stream()
                .findFirst()
                .flatMap(
                        entry -> database.inTenant(entry.tenantId(), transaction -> find(transaction, entry.subjectId())
                                .filter(this::isUsable)
                                .map(key -> new Actor(
                                        entry.tenantId(),
                                        Actor.Kind.API_KEY,
                                        key.id(),
                                        key.name(),
                                        Set.copyOf(key.scopes()),
                                        scope(transaction, key.id()),
                                        origin))));
    }

    private static RecordScope scope(Handle transaction, UUID id) {
        return transaction
                .createQuery("""
                        select reach, coalesce(scope_subject_id, id) as subject, scope_team_id as team,
                               scope_partner_id as partner
                        from api_keys where id = :id
                        """)
                .bind("id", id)
                .mapTo(RecordScope.class)
                .one();
    }

    private boolean isUsable(ApiKey key) {
        return key.revokedAt() == null
                && (key.expiresAt() == null || clock.instant().isBefore(key.expiresAt()));
    }

    private static Optional<ApiKey> find(Handle transaction, UUID id) {
        return transaction
                .createQuery("select " + COLUMNS + " from api_keys where id = :id")
                .bind("id", id)
                .mapTo(ApiKey.class)
                .findOne();
    }
}
