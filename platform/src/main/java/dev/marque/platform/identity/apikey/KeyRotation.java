package dev.marque.platform.identity.apikey;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Permissions;
import dev.marque.platform.tenant.EnvironmentCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Gives a program a new key while the old one still works, so that changing it needs no pause. The new key is like the
 * old one, and if that was to expire, lives as long as that was to live. Thread-safe.
 */
@Singleton
public class KeyRotation {

    static final Duration OVERLAP = Duration.ofHours(24);
    static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final Database database;
    private final ApiKeys apiKeys;
    private final Permissions permissions;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    KeyRotation(Database database, ApiKeys apiKeys, Permissions permissions, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.apiKeys = apiKeys;
        this.permissions = permissions;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Makes the successor of a key.
     *
     * @param oldKeyEndsAt until when the old key works, from now to 30 days ahead; null for 24 hours. A key that expires
     *     earlier by itself still does.
     * @throws ProblemException NOT_FOUND; STATE_CONFLICT if the key does not work any more or has a successor;
     *     FORBIDDEN if it has a scope that the actor lacks, since the actor gets to see the new key
     */
    public ApiKey.Created rotate(Actor actor, UUID id, @Nullable Instant oldKeyEndsAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant end = oldKeyEndsAt == null ? now.plus(OVERLAP) : oldKeyEndsAt;
        if (end.isBefore(now) || end.isAfter(now.plus(LONGEST_OVERLAP))) {
            throw ProblemException.invalid(
                    FieldError.inBody("/oldKeyEndsAt", "must be between now and 30 days from now"));
        }
        return database.inTenant(actor.tenant(), transaction -> rotate(transaction, actor, id, now, end));
    }

    private ApiKey.Created rotate(Handle transaction, Actor actor, UUID id, Instant now, Instant end) {
        ApiKey old = ApiKeyRows.lock(transaction, id).orElseThrow(ApiKeys::notFound);
        if (!old.isUsable(now)) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT, "The key is revoked or has expired; make a new one.");
        }
        if (old.replacedBy() != null) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT, "The key was already replaced by the key " + old.replacedBy() + ".");
        }
        KeyRules.scopes(actor, permissions, old.scopes());
        ApiKey.Created created = apiKeys.issue(
                transaction, actor, ownerOf(old), new EnvironmentCode(old.environment()), successor(old, now), now);
        Instant ends = old.expiresAt() != null && old.expiresAt().isBefore(end) ? old.expiresAt() : end;
        ApiKeyRows.replace(transaction, id, created.apiKey().id(), ends);
        ApiKey after = ApiKeyRows.find(transaction, id).orElseThrow();
        changes.record(transaction, actor, Change.of("api-key.rotated", "api-key", id, old, after));
        return created;
    }

    private static NewApiKey successor(ApiKey old, Instant now) {
        Instant expiresAt =
                old.expiresAt() == null ? null : now.plus(Duration.between(old.createdAt(), old.expiresAt()));
        return new NewApiKey(old.name(), old.scopes(), expiresAt, old.allowedNetworks());
    }

    private static Optional<KeyOwner> ownerOf(ApiKey key) {
        return key.ownerKind() == null || key.ownerId() == null
                ? Optional.empty()
                : Optional.of(new KeyOwner(key.ownerKind(), key.ownerId()));
    }
}
