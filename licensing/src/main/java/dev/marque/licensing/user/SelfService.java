package dev.marque.licensing.user;

import dev.marque.kernel.id.Ids;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.policy.UserRules;
import dev.marque.licensing.user.UserRows.Row;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.secrets.Tokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * What people do by themselves, through a program that has the license key. Who has the key says who they are: only an
 * invitation shows that somebody reads mail at the address. Thread-safe.
 */
@Singleton
public class SelfService {

    private final UserDesk desk;

    @Inject
    public SelfService(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        this.desk = new UserDesk(database, changes, clock, ids);
    }

    /** Makes of the invitation with that token a seat. Accepting it again changes nothing. */
    public UserOutcome accept(Actor installation, String token) {
        return desk.serve(
                installation, installation.id(), visit -> visit.ifUsable(rules -> accept(visit, Tokens.sha256(token))));
    }

    private static UserOutcome accept(Visit visit, byte[] tokenHash) {
        Row found = UserRows.byInvitation(visit.transaction(), visit.license().id(), tokenHash)
                .orElse(null);
        if (found == null || found.user().state() == UserState.RELEASED) {
            return visit.answer(UserCode.INVITATION_UNKNOWN, "There is no such invitation, or no longer.", null);
        }
        NamedUser user = found.user();
        boolean holds = found.held() && (user.state() == UserState.ASSIGNED || user.isInvitedAt(visit.now()));
        return holds
                ? visit.assign(user, EmailAddress.of(user.email()))
                : visit.answer(
                        UserCode.INVITATION_EXPIRED, "The invitation held until " + user.invitedUntil() + ".", user);
    }

    /** Gives a seat to somebody who comes by themselves, if the license's rules allow it. */
    public UserOutcome join(Actor installation, EmailAddress email) {
        return desk.serve(
                installation,
                installation.id(),
                visit -> visit.ifUsable(rules -> {
                    if (!rules.selfService()) {
                        return notAllowed(visit);
                    }
                    return rules.takesFrom(email.domain())
                            ? visit.ifSeat(rules, email, before -> visit.assign(before, email))
                            : visit.answer(
                                    UserCode.DOMAIN_NOT_ALLOWED,
                                    "People of " + email.domain() + " take no seat by themselves.",
                                    null);
                }));
    }

    /** Takes back the seat of somebody who wants to go, if the license's rules allow it, in every state of the license. */
    public UserOutcome leave(Actor installation, EmailAddress email) {
        return desk.serve(
                installation,
                installation.id(),
                visit -> visit.ifNamed(rules -> rules.selfService() ? leave(visit, rules, email) : notAllowed(visit)));
    }

    private static UserOutcome leave(Visit visit, UserRules rules, EmailAddress email) {
        NamedUser user = visit.find(email).map(Row::user).orElse(null);
        return user == null || user.state() != UserState.ASSIGNED
                ? visit.answer(UserCode.NOT_ASSIGNED, "The person has no seat.", null)
                : visit.release(rules, user);
    }

    private static UserOutcome notAllowed(Visit visit) {
        return visit.answer(
                UserCode.SELF_SERVICE_NOT_ALLOWED, "Users of the license are named by those who administer it.", null);
    }
}
