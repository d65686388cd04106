package dev.marque.licensing.user;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.policy.UserRules;
import dev.marque.licensing.user.UserRows.Row;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.secrets.Tokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The people that a license is for, as staff see and change them. Thread-safe. */
@Singleton
public class NamedUsers {

    private final Database database;
    private final UserDesk desk;
    private final SecureRandom random;

    @Inject
    public NamedUsers(Database database, ChangeLog changes, SecureRandom random, InstantSource clock, Ids ids) {
        this.database = database;
        this.desk = new UserDesk(database, changes, clock, ids);
        this.random = random;
    }

    /**
     * Invites somebody: a seat is kept until the invitation ends. Who is invited already is invited anew, and the token
     * before this one no longer works.
     *
     * @throws ProblemException NOT_FOUND
     */
    public UserOutcome invite(Actor actor, UUID licenseId, EmailAddress email) {
        String token = Tokens.random(random);
        return desk.serve(
                actor,
                licenseId,
                visit -> visit.ifUsable(
                        rules -> visit.ifSeat(rules, email, before -> invite(visit, rules, before, email, token))));
    }

    private static UserOutcome invite(
            Visit visit, UserRules rules, NamedUser before, EmailAddress email, String token) {
        if (before.state() == UserState.ASSIGNED) {
            return visit.answer(UserCode.ALREADY_ASSIGNED, "The person has a seat already.", before);
        }
        NamedUser after = before.invited(email.given(), visit.now(), rules.invitation());
        String detail = "The invitation holds until " + after.invitedUntil() + ".";
        return visit.done(UserCode.INVITED, detail, "license-user.invited", before, after, Tokens.sha256(token))
                .withToken(token);
    }

    /**
     * Gives somebody a seat without asking them.
     *
     * @throws ProblemException NOT_FOUND
     */
    public UserOutcome assign(Actor actor, UUID licenseId, EmailAddress email) {
        return desk.serve(
                actor,
                licenseId,
                visit -> visit.ifUsable(rules -> visit.ifSeat(rules, email, before -> visit.assign(before, email))));
    }

    /**
     * Takes somebody's seat, or invitation, back. That works in every state of the license.
     *
     * @throws ProblemException NOT_FOUND if the license or the user is not there
     */
    public UserOutcome release(Actor actor, UUID licenseId, UUID userId) {
        return desk.serve(
                actor,
                licenseId,
                visit -> visit.ifNamed(rules -> {
                    NamedUser user = UserRows.byId(visit.transaction(), licenseId, userId)
                            .map(Row::user)
                            .orElseThrow(() -> ProblemException.notFound("user"));
                    return user.state() == UserState.RELEASED
                            ? visit.answer(UserCode.NOT_ASSIGNED, "The person has no seat.", user)
                            : visit.release(rules, user);
                }));
    }

    /**
     * Those who hold a seat, newest first: who is assigned, who is invited, and whose seat cools off.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<NamedUser> list(Actor actor, UUID licenseId, PageRequest request) {
        List<NamedUser> rows = database.inEnvironment(actor.where(), transaction -> {
            LicenseRows.read(transaction, actor, licenseId);
            return UserRows.list(transaction, licenseId, desk.now(), request);
        });
        return Page.of(rows, request, NamedUser::id);
    }
}
