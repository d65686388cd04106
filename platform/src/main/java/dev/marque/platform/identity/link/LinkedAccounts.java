package dev.marque.platform.identity.link;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.AccountLinks;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.OpenSessions;
import dev.marque.platform.identity.token.OneTimeTokens;
import dev.marque.platform.identity.token.OneTimeTokens.Purpose;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes and ends links: both halves in one transaction, each in its own tenant and audited there. Thread-safe. */
@Singleton
public class LinkedAccounts {

    /** What the audit trails remember of a link. */
    private record Remembered(String tenant, UUID userId) {}

    private final Database database;
    private final Tenants tenants;
    private final OpenSessions openSessions;
    private final OneTimeTokens tokens;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public LinkedAccounts(
            Database database,
            Tenants tenants,
            OpenSessions openSessions,
            OneTimeTokens tokens,
            ChangeLog changes,
            InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.openSessions = openSessions;
        this.tokens = tokens;
        this.changes = changes;
        this.clock = clock;
    }

    /** Links two accounts; for a caller who has proved to be both. */
    void write(Actor actor, TenantId otherTenant, UUID otherUser, String otherEmail) {
        Actor other = inTenant(actor, otherTenant, otherUser, otherEmail);
        database.together(actor.tenant(), () -> {
            writeHalf(actor, other);
            writeHalf(other, actor);
            return otherUser;
        });
    }

    private void writeHalf(Actor here, Actor there) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Remembered link = new Remembered(tenants.get(there.tenant()).slug(), there.id());
        database.runInTenant(here.tenant(), transaction -> {
            AccountLinks.write(transaction, here.tenant(), here.id(), there.tenant(), there.id(), now);
            changes.auditOnly(transaction, here, new Change("user.tenant-linked", "user", here.id(), null, link));
        });
    }

    /**
     * Ends a link, and every sign-in in either tenant that came over one.
     *
     * @throws ProblemException NOT_FOUND if there is none
     */
    public void end(Actor actor, TenantId otherTenant) {
        database.together(actor.tenant(), () -> {
            UUID otherUser = database.inTenant(
                    actor.tenant(), transaction -> AccountLinks.remove(transaction, actor.id(), otherTenant)
                            .orElseThrow(() -> ProblemException.notFound("link")));
            database.runInTenant(actor.tenant(), transaction -> endedIn(transaction, actor, otherTenant, otherUser));
            database.runInTenant(otherTenant, transaction -> endOther(transaction, actor, otherTenant, otherUser));
            return otherUser;
        });
    }

    private void endOther(Handle transaction, Actor actor, TenantId otherTenant, UUID otherUser) {
        boolean mutual = AccountLinks.hold(transaction, otherUser, actor.tenant())
                .filter(half -> half.userId().equals(actor.id()))
                .isPresent();
        if (mutual) {
            AccountLinks.remove(transaction, otherUser, actor.tenant());
            Actor other = inTenant(actor, otherTenant, otherUser, actor.name());
            endedIn(transaction, other, actor.tenant(), actor.id());
        }
    }

    private void endedIn(Handle transaction, Actor here, TenantId otherTenant, UUID otherUser) {
        tokens.spend(transaction, Purpose.SWITCH, here.id());
        openSessions.endSwitched(transaction, here, here.id());
        Remembered link = new Remembered(slug(transaction, otherTenant), otherUser);
        changes.auditOnly(transaction, here, new Change("user.tenant-unlinked", "user", here.id(), link, null));
    }

    /** The tenant may have been deleted since. */
    private static String slug(Handle transaction, TenantId tenant) {
        return transaction
                .createQuery("select slug from tenants where id = :id")
                .bind("id", tenant)
                .mapTo(String.class)
                .findOne()
                .orElse(tenant.toString());
    }

    /** The caller, as the other tenant's audit trail names them: with no permission there. */
    static Actor inTenant(Actor actor, TenantId otherTenant, UUID otherUser, String name) {
        return new Actor(otherTenant, Actor.Kind.USER, otherUser, name, Set.of(), actor.origin());
    }
}
