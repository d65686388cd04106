package dev.marque.platform.identity.serviceaccount;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.identity.apikey.ApiKey;
import dev.marque.platform.identity.apikey.ApiKeys;
import dev.marque.platform.identity.apikey.KeyOwner;
import dev.marque.platform.identity.apikey.KeyRevocation;
import dev.marque.platform.identity.apikey.NewApiKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * The service accounts of a tenant. Their keys do what their roles and the keys' scopes both allow, at the moment of
 * the call. Nobody gives an account a role, or its key a scope, beyond what they may do themselves. Thread-safe.
 */
@Singleton
public class ServiceAccounts {

    private static final String TYPE = "service-account";

    private final Database database;
    private final Roles roles;
    private final ApiKeys apiKeys;
    private final KeyRevocation revocation;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public ServiceAccounts(
            Database database,
            Roles roles,
            ApiKeys apiKeys,
            KeyRevocation revocation,
            ChangeLog changes,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.roles = roles;
        this.apiKeys = apiKeys;
        this.revocation = revocation;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws ProblemException INVALID_INPUT, FORBIDDEN (a role beyond the actor's own), ALREADY_EXISTS (the name) */
    public ServiceAccount create(Actor actor, NewServiceAccount wanted) {
        ServiceAccount account =
                new ServiceAccount(ids.next(), wanted.name(), wanted.description(), wanted.roles(), now(), null);
        return database.inTenant(actor.tenant(), transaction -> {
            roles.requireGrantable(transaction, actor, wanted.roles(), i -> "/roles/" + i);
            ServiceAccountRows.insert(transaction, actor.tenant(), account);
            changes.record(transaction, actor, Change.created(TYPE, account.id(), account));
            return account;
        });
    }

    /** The accounts, newest first. */
    public Page<ServiceAccount> list(Actor actor, PageRequest request) {
        List<ServiceAccount> rows =
                database.inTenant(actor.tenant(), transaction -> ServiceAccountRows.page(transaction, request));
        return Page.of(rows, request, ServiceAccount::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public ServiceAccount get(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> ServiceAccountRows.find(transaction, id))
                .orElseThrow(() -> ProblemException.notFound("service account"));
    }

    /** @throws ProblemException NOT_FOUND, INVALID_INPUT, FORBIDDEN, ALREADY_EXISTS */
    public ServiceAccount update(Actor actor, UUID id, ServiceAccountEdit edit) {
        return database.inTenant(actor.tenant(), transaction -> {
            ServiceAccount before = ServiceAccountRows.lock(transaction, id);
            ServiceAccount after = edit.of(before, now());
            if (after.equals(before)) {
                return before;
            }
            if (!after.roles().equals(before.roles())) {
                roles.requireGrantable(transaction, actor, after.roles(), i -> "/roles/" + i);
            }
            ServiceAccountRows.update(transaction, after);
            changes.record(transaction, actor, Change.of(action(before, after), TYPE, id, before, after));
            return after;
        });
    }

    private static String action(ServiceAccount before, ServiceAccount after) {
        if ((before.disabledAt() == null) == (after.disabledAt() == null)) {
            return "service-account.updated";
        }
        return after.disabledAt() == null ? "service-account.enabled" : "service-account.disabled";
    }

    /**
     * Deletes an account and ends its keys. What it did stays in the audit trail.
     *
     * @throws ProblemException NOT_FOUND
     */
    public void delete(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            ServiceAccount before = ServiceAccountRows.lock(transaction, id);
            revocation.ownerDeleted(transaction, actor, id);
            ServiceAccountRows.delete(transaction, id);
            changes.record(transaction, actor, new Change("service-account.deleted", TYPE, id, before, null));
        });
    }

    /**
     * Makes a key of an account.
     *
     * @throws ProblemException NOT_FOUND; INVALID_INPUT, also for a scope that no role of the account has; FORBIDDEN for
     *     a scope that the actor lacks
     */
    public ApiKey.Created createKey(Actor actor, UUID id, NewApiKey wanted) {
        return database.inTenant(actor.tenant(), transaction -> {
            ServiceAccount account = ServiceAccountRows.lock(transaction, id);
            ApiKey.Created created = apiKeys.create(
                    transaction, actor, Optional.of(new KeyOwner(KeyOwner.Kind.SERVICE_ACCOUNT, id)), wanted);
            checkScopes(transaction, account, wanted.scopes());
            return created;
        });
    }

    private void checkScopes(Handle transaction, ServiceAccount account, List<String> scopes) {
        Set<String> possible = roles.granted(transaction, account.roles())
                .within(Set.copyOf(scopes))
                .permissions();
        List<FieldError> errors = IntStream.range(0, scopes.size())
                .filter(i -> !possible.contains(scopes.get(i)))
                .mapToObj(i -> FieldError.inBody("/scopes/" + i, "is allowed by no role of the service account"))
                .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_INPUT, "Some scopes are allowed by no role of the service account.", errors);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
