package dev.marque.platform.identity.invitation;

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
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.Roles;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.Users;
import dev.marque.platform.identity.post.Letters;
import dev.marque.platform.identity.token.OneTimeTokens;
import dev.marque.platform.identity.token.OneTimeTokens.Purpose;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * People who are asked to join the staff: they choose name and password themselves. An invitation works for seven days
 * and once; it travels in a letter where Marque can send some, and is shown once to whoever invites. Thread-safe.
 */
@Singleton
public class Invitations {

    public static final Duration LIFETIME = Duration.ofDays(7);

    private final Database database;
    private final Roles roles;
    private final Users users;
    private final OneTimeTokens tokens;
    private final Letters letters;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Invitations(
            Database database,
            Roles roles,
            Users users,
            OneTimeTokens tokens,
            Letters letters,
            ChangeLog changes,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.roles = roles;
        this.users = users;
        this.tokens = tokens;
        this.letters = letters;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Invites somebody.
     *
     * @throws ProblemException INVALID_INPUT for an unknown role, FORBIDDEN for one that may do more than the caller,
     *     ALREADY_EXISTS for an address of the staff
     */
    public Invitation.Issued invite(Actor actor, String email, List<String> roleCodes) {
        Instant now = now();
        Invitation invitation =
                new Invitation(ids.next(), email, roleCodes, actor.name(), now, now.plus(LIFETIME), null, null);
        return database.inTenant(actor.tenant(), transaction -> {
            roles.requireGrantable(transaction, actor, roleCodes);
            if (InvitationRows.isStaff(transaction, email)) {
                throw new ProblemException(
                        ProblemType.ALREADY_EXISTS,
                        "This person is a member of the staff already.",
                        List.of(FieldError.inBody("/email", "is the address of a member of staff")));
            }
            InvitationRows.insert(transaction, actor.tenant(), invitation);
            changes.record(transaction, actor, Change.created("invitation", invitation.id(), invitation));
            return send(transaction, actor, invitation);
        });
    }

    /** All invitations, newest first, also those that were accepted, revoked or not answered. */
    public Page<Invitation> list(Actor actor, PageRequest request) {
        return Page.of(
                database.inTenant(actor.tenant(), transaction -> InvitationRows.list(transaction, request)),
                request,
                Invitation::id);
    }

    /**
     * Sends an invitation again, for another seven days. Its earlier tokens stop working.
     *
     * @throws ProblemException NOT_FOUND, FORBIDDEN as when inviting, STATE_CONFLICT if it was accepted or revoked
     */
    public Invitation.Issued resend(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> {
            Invitation before = lock(transaction, id);
            roles.requireCovers(transaction, actor, before.roles());
            if (!before.isOpen()) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT, "The invitation was accepted or revoked: invite anew.");
            }
            tokens.spend(transaction, Purpose.INVITATION, id);
            Invitation after = write(transaction, actor, "resent", before, now().plus(LIFETIME), null, null);
            return send(transaction, actor, after);
        });
    }

    /**
     * Takes an invitation back. Repeatable.
     *
     * @throws ProblemException NOT_FOUND, STATE_CONFLICT if it was accepted
     */
    public void revoke(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            Invitation before = lock(transaction, id);
            if (before.acceptedAt() != null) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT, "The invitation was accepted: remove the member of staff instead.");
            }
            tokens.spend(transaction, Purpose.INVITATION, id);
            if (before.isOpen()) {
                write(transaction, actor, "revoked", before, before.expiresAt(), null, now());
            }
        });
    }

    /**
     * Whom an invitation is for, without accepting it.
     *
     * @throws ProblemException INVALID_CREDENTIALS if the token is unknown, used, expired or revoked
     */
    public String invited(String token) {
        TenantId tenant = tenantOf(token);
        return database.inTenant(tenant, transaction -> open(transaction, token).email());
    }

    /**
     * The tenant that an invitation names.
     *
     * @throws ProblemException INVALID_CREDENTIALS if the text is no invitation
     */
    public static TenantId tenantOf(String token) {
        return OneTimeTokens.tenantOf(Purpose.INVITATION, token).orElseThrow(Invitations::refused);
    }

    /**
     * Joins the staff.
     *
     * @throws ProblemException INVALID_CREDENTIALS if the token is unknown, used, expired or revoked; INVALID_INPUT for a
     *     password that breaks the rules, ALREADY_EXISTS if somebody added the person meanwhile, STATE_CONFLICT if a role
     *     is no more: then the token can still be used
     */
    public User accept(String token, String name, String password, RequestOrigin origin) {
        TenantId tenant = tenantOf(token);
        Invitation found = database.inTenant(tenant, transaction -> open(transaction, token));
        String passwordHash = users.newHash(found.email(), name, password);
        Actor actor = Actor.system(tenant, "invitation", origin);
        return database.inTenant(tenant, transaction -> {
            Invitation before = open(transaction, token);
            if (!roles.unknownOf(transaction, before.roles()).isEmpty()) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT, "A role of the invitation is no more: ask for another one.");
            }
            tokens.spend(transaction, Purpose.INVITATION, before.id());
            write(transaction, actor, "accepted", before, before.expiresAt(), now(), null);
            return users.addWithOwnPassword(transaction, actor, before.email(), name, passwordHash, before.roles());
        });
    }

    private Invitation.Issued send(Handle transaction, Actor actor, Invitation invitation) {
        letters.invite(transaction, actor.tenant(), invitation.id());
        String token = tokens.issue(transaction, actor.tenant(), Purpose.INVITATION, invitation.id(), LIFETIME)
                .token();
        return new Invitation.Issued(invitation, token);
    }

    private Invitation open(Handle transaction, String token) {
        return tokens.find(transaction, Purpose.INVITATION, token)
                .flatMap(id -> InvitationRows.lock(transaction, id))
                .filter(Invitation::isOpen)
                .orElseThrow(Invitations::refused);
    }

    private static Invitation lock(Handle transaction, UUID id) {
        return InvitationRows.lock(transaction, id).orElseThrow(() -> ProblemException.notFound("invitation"));
    }

    private Invitation write(
            Handle transaction,
            Actor actor,
            String what,
            Invitation before,
            Instant expiresAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant revokedAt) {
        Invitation after = new Invitation(
                before.id(),
                before.email(),
                before.roles(),
                before.invitedBy(),
                before.createdAt(),
                expiresAt,
                acceptedAt,
                revokedAt);
        InvitationRows.write(transaction, after);
        changes.record(transaction, actor, Change.of("invitation." + what, "invitation", before.id(), before, after));
        return after;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException refused() {
        return new ProblemException(
                ProblemType.INVALID_CREDENTIALS, "The invitation is unknown, expired, revoked or was accepted before.");
    }
}
