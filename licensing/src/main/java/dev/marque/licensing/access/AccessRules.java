package dev.marque.licensing.access;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
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
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Adds, lists and removes the rules of the tenant's block lists and allow lists. Thread-safe. */
@Singleton
public class AccessRules {

    /** Every validation of the tenant looks at all of them. */
    static final int MOST = 1_000;

    private static final String RECORD = "access-rule";

    private final Database database;
    private final Countries countries;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public AccessRules(Database database, Countries countries, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.countries = countries;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Adds a rule, which counts from its commit on.
     *
     * @throws ProblemException INVALID_INPUT for a value that is none of its subject, or an end that is over;
     *     NOT_FOUND without such a product, or such a license within the actor's reach; ALREADY_EXISTS if there is one
     *     with the same kind, value and licenses; STATE_CONFLICT for a country while nothing is known about countries, or
     *     for more than 1,000
     */
    public AccessRule add(Actor actor, NewAccessRule input) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AccessRule rule = rule(actor, input, now);
        if (rule.expiresAt() != null && !rule.expiresAt().isAfter(now)) {
            throw ProblemException.invalid(FieldError.inBody("/expiresAt", "must be in the future"));
        }
        if (rule.subject() == AccessSubject.COUNTRY && !countries.areKnown()) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT,
                    "This server does not know in which country an address is: its operator has to set"
                            + " MARQUE_LICENSING_COUNTRIES.");
        }
        database.runInEnvironment(actor.where(), transaction -> {
            requireScope(transaction, actor, rule);
            AccessRuleRows.lock(transaction, actor.tenant());
            if (AccessRuleRows.count(transaction) >= MOST) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT, "There are " + MOST + " rules: remove some, or use wider ranges.");
            }
            if (!AccessRuleRows.insert(transaction, actor.tenant(), rule)) {
                throw new ProblemException(ProblemType.ALREADY_EXISTS, "There is such a rule already.");
            }
            changes.record(transaction, actor, Change.created(RECORD, rule.id(), rule));
        });
        return rule;
    }

    private AccessRule rule(Actor actor, NewAccessRule input, Instant now) {
        return new AccessRule(
                ids.next(),
                input.kind(),
                input.subject(),
                normal(input),
                input.productId(),
                input.licenseId(),
                input.note(),
                input.expiresAt() == null ? null : input.expiresAt().truncatedTo(ChronoUnit.MICROS),
                now,
                actor.id());
    }

    private static String normal(NewAccessRule input) {
        try {
            return input.subject().normal(input.value().strip());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(FieldError.inBody("/value", String.valueOf(e.getMessage())));
        }
    }

    private static void requireScope(Handle transaction, Actor actor, AccessRule rule) {
        if (rule.licenseId() != null) {
            LicenseRows.read(transaction, actor, rule.licenseId());
        }
        if (rule.productId() != null
                && !transaction
                        .createQuery("select exists (select from products where id = :id)")
                        .bind("id", rule.productId())
                        .mapTo(Boolean.class)
                        .one()) {
            throw ProblemException.notFound("product");
        }
    }

    /**
     * The rules, newest first, also those that are over.
     *
     * @param kind only those; null for all
     * @param subject only those; null for all
     */
    public Page<AccessRule> list(
            Actor actor, @Nullable AccessKind kind, @Nullable AccessSubject subject, PageRequest request) {
        List<AccessRule> rows = database.inEnvironment(
                actor.where(), transaction -> AccessRuleRows.list(transaction, kind, subject, request));
        return Page.of(rows, request, AccessRule::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public void remove(Actor actor, UUID id) {
        database.runInEnvironment(actor.where(), transaction -> {
            AccessRule removed =
                    AccessRuleRows.delete(transaction, id).orElseThrow(() -> ProblemException.notFound("rule"));
            changes.record(transaction, actor, new Change("access-rule.removed", RECORD, id, removed, null));
        });
    }
}
