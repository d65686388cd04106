package dev.marque.platform.signing;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Replaces signing keys. Every change holds the row of the active key, so that of two processes that rotate at once one
 * does it and the other finds it done. Thread-safe.
 */
@Singleton
public class KeyRotation {

    private final Database database;
    private final KeyVault vault;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public KeyRotation(Database database, SigningKeys keys, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.vault = keys.vault();
        this.changes = changes;
        this.clock = clock;
    }

    /** The tenant's keys, newest first. */
    public List<KeyFacts> list(Actor actor) {
        return database.inTenant(actor.tenant(), KeyRows::all);
    }

    /**
     * Puts another key in the place of an active one: the published next one, or a new one if there is none. What was
     * signed stays genuine.
     *
     * @return the key that signs from now on
     * @throws ProblemException NOT_FOUND, or STATE_CONFLICT if the key is not active (any more)
     */
    public KeyFacts rotate(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> {
            KeyFacts old = require(KeyRows.lock(transaction, id));
            if (old.state() != KeyState.ACTIVE) {
                throw new ProblemException(ProblemType.STATE_CONFLICT, "The key is " + old.state() + ", not ACTIVE.");
            }
            return replace(transaction, actor, old);
        });
    }

    /**
     * Ends a key that may be in wrong hands: nothing that it signed is genuine from now on. An active one is replaced
     * by a new key at once, and its published successor, which lay beside it, is revoked as well.
     *
     * @param reason for people, kept
     * @return the key as it is now
     * @throws ProblemException NOT_FOUND, or STATE_CONFLICT if it is revoked
     */
    public KeyFacts revoke(Actor actor, UUID id, String reason) {
        return database.inTenant(actor.tenant(), transaction -> {
            KeyFacts key = require(KeyRows.lock(transaction, id));
            if (key.state() == KeyState.REVOKED) {
                throw new ProblemException(ProblemType.STATE_CONFLICT, "The key is revoked already.");
            }
            KeyFacts revoked = end(transaction, actor, key, reason);
            if (key.state() == KeyState.ACTIVE) {
                KeyRows.lockNext(transaction, key.algorithm()).ifPresent(next -> end(transaction, actor, next, reason));
                vault.create(transaction, actor, slot(actor, key), KeyState.ACTIVE);
            }
            return revoked;
        });
    }

    /**
     * Takes the step that is due for an active key: publishes its successor, or lets that take over.
     *
     * @return whether something was done
     */
    boolean step(Actor actor, UUID id, RotationSchedule schedule) {
        return database.inTenant(actor.tenant(), transaction -> KeyRows.lock(transaction, id)
                .filter(key -> key.state() == KeyState.ACTIVE)
                .map(key -> step(transaction, actor, key, schedule))
                .orElse(false));
    }

    private boolean step(Handle transaction, Actor actor, KeyFacts key, RotationSchedule schedule) {
        Instant now = clock.instant();
        Optional<KeyFacts> next = KeyRows.lockNext(transaction, key.algorithm());
        if (next.isEmpty()) {
            return schedule.isToBePublished(key, now)
                    && vault.create(transaction, actor, slot(actor, key), KeyState.NEXT)
                            .isPresent();
        }
        if (!schedule.isToBeReplaced(key, next.get(), now)) {
            return false;
        }
        replace(transaction, actor, key);
        return true;
    }

    private KeyFacts replace(Handle transaction, Actor actor, KeyFacts old) {
        Instant now = clock.instant();
        Optional<KeyFacts> next = KeyRows.lockNext(transaction, old.algorithm());
        KeyRows.retire(transaction, old.id(), now);
        record(transaction, actor, "signing-key.retired", old);
        if (next.isEmpty()) {
            return vault.create(transaction, actor, slot(actor, old), KeyState.ACTIVE)
                    .orElseThrow();
        }
        KeyRows.activate(transaction, next.get().id(), now);
        return record(transaction, actor, "signing-key.activated", next.get());
    }

    private KeyFacts end(Handle transaction, Actor actor, KeyFacts key, String reason) {
        KeyRows.revoke(transaction, key.id(), clock.instant(), reason);
        return record(transaction, actor, "signing-key.revoked", key);
    }

    private KeyFacts record(Handle transaction, Actor actor, String action, KeyFacts before) {
        KeyFacts after = KeyRows.find(transaction, before.id()).orElseThrow();
        changes.record(transaction, actor, Change.of(action, "signing-key", before.id(), before, after));
        return after;
    }

    private static KeySlot slot(Actor actor, KeyFacts key) {
        return KeySlot.of(actor.tenant(), key.algorithm());
    }

    private static KeyFacts require(Optional<KeyFacts> key) {
        return key.orElseThrow(() -> ProblemException.notFound("signing key"));
    }
}
