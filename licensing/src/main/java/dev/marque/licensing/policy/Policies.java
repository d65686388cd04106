package dev.marque.licensing.policy;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.license.SignedKeyScheme;
import dev.marque.licensing.LicensingSettings;
import dev.marque.licensing.edit.ExpectedVersion;
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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The policies of a tenant. Thread-safe. */
@Singleton
public class Policies {

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Policies(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws ProblemException INVALID_INPUT for a product that is not there, or for terms out of range */
    public Policy create(Actor actor, NewPolicy input) {
        SignedKeyScheme scheme = keyScheme(input);
        Instant now = now();
        UUID id = ids.next();
        return database.inEnvironment(actor.where(), transaction -> {
            Terms terms = input.terms(LicensingSettings.GRACE.in(transaction));
            String code = productCode(transaction, input.productId());
            Policy policy = new Policy(
                    id,
                    input.productId(),
                    input.name(),
                    terms,
                    Objects.requireNonNullElse(input.keyFormat(), KeyFormat.JWT),
                    scheme,
                    Objects.requireNonNullElse(input.keyPrefix(), code),
                    Objects.requireNonNullElse(input.features(), List.of()),
                    new TreeMap<>(Objects.requireNonNullElse(input.limits(), Map.of())),
                    now,
                    now,
                    1);
            PolicyRows.insert(transaction, actor.tenant(), policy);
            PolicyRows.keep(transaction, actor, policy);
            changes.record(transaction, actor, Change.created("policy", id, policy));
            return policy;
        });
    }

    private static @Nullable SignedKeyScheme keyScheme(NewPolicy input) {
        if (input.keyFormat() == KeyFormat.SIGNED) {
            return Objects.requireNonNullElse(input.keyScheme(), SignedKeyScheme.ED25519_SIGN);
        }
        if (input.keyScheme() != null) {
            throw ProblemException.invalid(FieldError.inBody("/keyScheme", "goes with the key format SIGNED only"));
        }
        return null;
    }

    private static String productCode(Handle transaction, UUID productId) {
        return transaction
                .createQuery("select code from products where id = :id")
                .bind("id", productId)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> ProblemException.invalid(FieldError.inBody("/productId", "is no product")));
    }

    /** Makes sure, in the caller's transaction, that there is the policy of a license that another server issued. */
    public void keepCopy(Handle transaction, Actor actor, Policy policy) {
        boolean known = transaction
                .createQuery("select exists (select from policies where id = :id)")
                .bind("id", policy.id())
                .mapTo(Boolean.class)
                .one();
        if (!known) {
            PolicyRows.insert(transaction, actor.tenant(), policy);
        }
    }

    /** Policies, newest first; of one product if it is given. */
    public Page<Policy> list(Actor actor, @Nullable UUID productId, PageRequest request) {
        List<Policy> rows = database.inEnvironment(actor.where(), transaction -> transaction
                .createQuery("""
                        select * from policies
                        where (cast(:product as uuid) is null or product_id = :product)
                          and (cast(:after as uuid) is null or id < :after)
                        order by id desc limit :limit
                        """)
                .bind("product", productId)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .map((row, context) -> PolicyRows.map(row))
                .list());
        return Page.of(rows, request, Policy::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public Policy get(Actor actor, UUID id) {
        return database.inEnvironment(actor.where(), transaction -> PolicyRows.read(transaction, id, ""));
    }

    /** @throws ProblemException NOT_FOUND, INVALID_INPUT, or CHANGED_MEANWHILE if the policy has another version */
    public Policy update(Actor actor, UUID id, PolicyEdit edit, ExpectedVersion expected) {
        return update(actor, id, edit, Set.of(), expected);
    }

    /**
     * {@link #update(Actor, UUID, PolicyEdit, ExpectedVersion)} that takes bounds away as well.
     *
     * @throws ProblemException as that
     */
    public Policy update(Actor actor, UUID id, PolicyEdit edit, Set<Bound> without, ExpectedVersion expected) {
        return database.inEnvironment(actor.where(), transaction -> {
            Policy before = PolicyRows.read(transaction, id, "for update");
            expected.check(before.version());
            Policy after = new Policy(
                    id,
                    before.productId(),
                    Objects.requireNonNullElse(edit.name(), before.name()),
                    edit.applyTo(before.terms()).without(without),
                    before.keyFormat(),
                    before.keyScheme(),
                    before.keyPrefix(),
                    Objects.requireNonNullElse(edit.features(), before.features()),
                    edit.limits() == null ? before.limits() : new TreeMap<>(edit.limits()),
                    before.createdAt(),
                    now(),
                    before.version() + 1);
            PolicyRows.update(transaction, after);
            PolicyRows.keep(transaction, actor, after);
            changes.record(transaction, actor, Change.of("policy.updated", "policy", id, before, after));
            return after;
        });
    }

    /**
     * What a policy has said, newest first.
     *
     * @throws ProblemException NOT_FOUND
     */
    public List<PolicyVersion> versions(Actor actor, UUID id) {
        return database.inEnvironment(actor.where(), transaction -> {
            PolicyRows.read(transaction, id, "");
            return PolicyRows.versions(transaction, id);
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
