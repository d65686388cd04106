package dev.marque.platform.identity;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.AccountLinks.Half;
import dev.marque.platform.identity.Session.EndReason;
import dev.marque.platform.settings.PlatformSettings;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where people are signed in, and how that is ended. An ended sign-in is refused from the commit on: by every process,
 * access tokens included. Thread-safe.
 */
@Singleton
public class OpenSessions {

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public OpenSessions(Database database, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /** Where the caller is signed in, newest first. */
    public Page<Session> list(Actor actor, PageRequest request) {
        List<Session> rows = database.inTenant(actor.tenant(), transaction -> {
            Instant usedSince = clock.instant().minus(PlatformSettings.SESSION_LIFETIME.in(transaction));
            return SessionRows.open(transaction, actor.id(), usedSince, request);
        });
        return Page.of(rows, request, Session::id);
    }

    /**
     * Ends a sign-in of the caller. Ending it again changes nothing.
     *
     * @throws ProblemException NOT_FOUND, also for a sign-in of somebody else
     */
    public void end(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            Session session = SessionRows.find(transaction, id)
                    .filter(found -> found.userId().equals(actor.id()))
                    .orElseThrow(() -> ProblemException.notFound("session"));
            end(transaction, actor, session.id(), EndReason.REVOKED);
        });
    }

    /** Ends every sign-in of the caller but the one that makes this call. */
    public void endOthers(Actor actor) {
        database.runInTenant(actor.tenant(), transaction -> endOthers(transaction, actor, EndReason.REVOKED));
    }

    /** {@link #endOthers(Actor)} within a transaction. */
    public void endOthers(Handle transaction, Actor actor, EndReason reason) {
        endAllBut(transaction, actor, actor.id(), actor.origin().session(), reason);
    }

    /** Ends every sign-in of a person. */
    public void endAll(Handle transaction, Actor actor, UUID user, EndReason reason) {
        endAllBut(transaction, actor, user, null, reason);
    }

    /** Ends every sign-in of a person that came from another tenant. */
    public void endSwitched(Handle transaction, Actor actor, UUID user) {
        SessionRows.openSwitchedIds(transaction, user).forEach(id -> end(transaction, actor, id, EndReason.REVOKED));
    }

    /**
     * Ends every sign-in in other tenants that came from one of this person's. Called outside transactions; it joins
     * {@link Database#together}.
     */
    public void endElsewhere(Actor actor, UUID user) {
        List<Half> halves = database.inTenant(actor.tenant(), transaction -> AccountLinks.of(transaction, user));
        for (Half half : halves) {
            TenantId there = new TenantId(half.tenantId());
            Actor marque = Actor.system(there, "password of a linked account", actor.origin());
            database.runInTenant(there, transaction -> {
                boolean mutual = AccountLinks.find(transaction, half.userId(), actor.tenant())
                        .filter(back -> back.userId().equals(user))
                        .isPresent();
                if (mutual) {
                    endSwitched(transaction, marque, half.userId());
                }
            });
        }
    }

    private void endAllBut(Handle transaction, Actor actor, UUID user, @Nullable UUID kept, EndReason reason) {
        SessionRows.openIds(transaction, user).stream()
                .filter(id -> !id.equals(kept))
                .forEach(id -> end(transaction, actor, id, reason));
    }

    /** Ends a sign-in, and says so to people and machines, unless it had ended. */
    void end(Handle transaction, Actor actor, UUID id, EndReason reason) {
        SessionRows.end(transaction, id, reason, clock.instant()).ifPresent(before -> {
            Session after = SessionRows.find(transaction, id).orElseThrow();
            changes.record(transaction, actor, Change.of("session.revoked", "session", id, before, after));
        });
    }
}
