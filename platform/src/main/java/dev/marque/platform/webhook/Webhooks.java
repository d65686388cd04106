package dev.marque.platform.webhook;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.outgoing.AddressRules;
import dev.marque.platform.secrets.SecretBox;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The endpoints of a tenant. A secret is shown when it is made, and stored encrypted. Thread-safe. */
@Singleton
public class Webhooks {

    /** How long the previous secret goes on signing unless somebody says otherwise, and at most. */
    public static final Duration STANDARD_OVERLAP = Duration.ofHours(24);

    public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    static final String RECORD = "webhook";
    static final String SECRET_PURPOSE = "webhook-secret";
    static final String PINGED = RECORD + ".pinged";

    private final Database database;
    private final ChangeLog changes;
    private final SecretBox secretBox;
    private final WebhookUrls urls;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Webhooks(
            Database database,
            ChangeLog changes,
            SecretBox secretBox,
            MarqueConfiguration configuration,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this(database, changes, secretBox, WebhookUrls.rules(configuration.webhook()), random, clock, ids);
    }

    Webhooks(
            Database database,
            ChangeLog changes,
            SecretBox secretBox,
            AddressRules rules,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.changes = changes;
        this.secretBox = secretBox;
        this.urls = new WebhookUrls(rules);
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws ProblemException INVALID_INPUT for an address that webhooks are not sent to */
    public Webhook.Shown create(Actor actor, NewWebhook input) {
        return create(actor, input, null);
    }

    /**
     * One that gets its messages in a form that another room offers; null for ours.
     *
     * @throws ProblemException INVALID_INPUT for an address that webhooks are not sent to
     */
    public Webhook.Shown create(Actor actor, NewWebhook input, @Nullable NewForm form) {
        urls.check(input.url());
        WebhookSecret secret = WebhookSecret.random(random);
        Instant now = now();
        Webhook webhook = new Webhook(
                ids.next(),
                input.url(),
                input.eventTypes(),
                actor.environment().value(),
                form == null ? null : form.name(),
                form == null ? null : form.signatureAlgorithm(),
                Objects.requireNonNullElse(input.description(), ""),
                true,
                null,
                Circuit.CLOSED,
                0,
                null,
                null,
                null,
                now,
                now);
        return database.inTenant(actor.tenant(), transaction -> {
            WebhookRows.insert(
                    transaction,
                    actor.tenant(),
                    webhook,
                    secretBox.seal(actor.tenant(), SECRET_PURPOSE, secret.toBytes()));
            changes.record(transaction, actor, Change.created(RECORD, webhook.id(), webhook));
            return new Webhook.Shown(webhook, secret.text());
        });
    }

    /** The tenant's endpoints, newest first. */
    public Page<Webhook> list(Actor actor, PageRequest request) {
        return database.inTenant(
                actor.tenant(),
                transaction -> Page.of(
                        WebhookRows.page(transaction, now(), request.after().orElse(null), request.limit() + 1),
                        request,
                        Webhook::id));
    }

    /** @throws ProblemException NOT_FOUND */
    public Webhook get(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> WebhookRows.get(transaction, id, now()));
    }

    /** @throws ProblemException NOT_FOUND; INVALID_INPUT for an address that webhooks are not sent to */
    public Webhook update(Actor actor, UUID id, WebhookEdit edit) {
        return update(actor, id, edit, null);
    }

    /**
     * The same for one that has a form of its own.
     *
     * @param signatureAlgorithm as the form names it; null leaves it as it is
     * @throws ProblemException NOT_FOUND; INVALID_INPUT for an address that webhooks are not sent to
     */
    public Webhook update(Actor actor, UUID id, WebhookEdit edit, @Nullable String signatureAlgorithm) {
        if (edit.url() != null) {
            urls.check(edit.url());
        }
        return database.inTenant(actor.tenant(), transaction -> {
            Webhook before = WebhookRows.lock(transaction, id, now());
            WebhookRows.update(transaction, id, edit, signatureAlgorithm, now());
            if (Boolean.TRUE.equals(edit.active()) && !before.active()) {
                WebhookRows.forgetFailures(transaction, id);
            }
            Webhook after = WebhookRows.get(transaction, id, now());
            changes.record(transaction, actor, Change.of(RECORD + ".updated", RECORD, id, before, after));
            return after;
        });
    }

    /**
     * Removes it with its log; what was not delivered never will be.
     *
     * @throws ProblemException NOT_FOUND
     */
    public void delete(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            Webhook before = WebhookRows.lock(transaction, id, now());
            transaction
                    .createUpdate("delete from webhooks where id = :id")
                    .bind("id", id)
                    .execute();
            changes.record(transaction, actor, new Change(RECORD + ".deleted", RECORD, id, before, null));
        });
    }

    /**
     * Gives it a new secret. Until the overlap has passed, messages carry the signatures of both.
     *
     * @param overlap zero to {@link #LONGEST_OVERLAP}; null for {@link #STANDARD_OVERLAP}
     * @throws ProblemException NOT_FOUND; INVALID_INPUT
     */
    public Webhook.Shown rotateSecret(Actor actor, UUID id, @Nullable Duration overlap) {
        Duration both = Objects.requireNonNullElse(overlap, STANDARD_OVERLAP);
        if (both.isNegative() || both.compareTo(LONGEST_OVERLAP) > 0) {
            throw ProblemException.invalid(FieldError.inBody("/overlap", "must be from PT0S to P7D"));
        }
        WebhookSecret secret = WebhookSecret.random(random);
        return database.inTenant(actor.tenant(), transaction -> {
            Webhook before = WebhookRows.lock(transaction, id, now());
            transaction
                    .createUpdate("""
                            update webhooks
                            set previous_secret_sealed = secret_sealed, previous_secret_until = :until,
                                secret_sealed = :secret, updated_at = :now
                            where id = :id
                            """)
                    .bind("until", now().plus(both))
                    .bind("secret", secretBox.seal(actor.tenant(), SECRET_PURPOSE, secret.toBytes()))
                    .bind("now", now())
                    .bind("id", id)
                    .execute();
            Webhook after = WebhookRows.get(transaction, id, now());
            changes.record(transaction, actor, Change.of(RECORD + ".secret-rotated", RECORD, id, before, after));
            return new Webhook.Shown(after, secret.text());
        });
    }

    /**
     * Has a message of type {@code webhook.pinged} sent to this endpoint alone, and what waits before it tried at once.
     *
     * @throws ProblemException NOT_FOUND; STATE_CONFLICT if it is switched off
     */
    public void ping(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            if (!WebhookRows.lock(transaction, id, now()).active()) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT,
                        "The webhook is switched off. Switch it on, then it can be pinged.");
            }
            WebhookRows.tryNow(transaction, id);
            changes.record(transaction, actor, Change.happened(PINGED, RECORD, id));
        });
    }

    /** As the database keeps it, so that what is returned at once is what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
