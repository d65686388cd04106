package dev.marque.licensing.user;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.UserRules;
import dev.marque.licensing.user.UserRows.Row;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One call about the users of a license, while the license is held. */
record Visit(
        Handle transaction, Actor actor, License license, Outcome outcome, ChangeLog changes, Ids ids, Instant now) {

    private static final String RECORD = "license-user";

    /** What comes of work by the rules of a license with named users that may be used; otherwise that it is not one. */
    UserOutcome ifUsable(Function<UserRules, UserOutcome> work) {
        return outcome instanceof Refused ? answer(UserCode.LICENSE_REFUSED, outcome.detail(), null) : ifNamed(work);
    }

    /** {@link #ifUsable}, whether the license may be used or not. */
    UserOutcome ifNamed(Function<UserRules, UserOutcome> work) {
        UserRules rules = license.terms().rules().users();
        return rules == null
                ? answer(UserCode.NO_NAMED_USERS, "The license is not for named users.", null)
                : work.apply(rules);
    }

    Optional<Row> find(EmailAddress email) {
        return UserRows.byPerson(transaction, license.id(), email.normal());
    }

    /** What comes of work for a person who has a seat, or for whom one is free; otherwise that none is. */
    UserOutcome ifSeat(UserRules rules, EmailAddress email, Function<NamedUser, UserOutcome> work) {
        Optional<Row> known = find(email);
        SeatCount seats = UserRows.count(transaction, license.id(), rules.seats());
        if (seats.full() && known.filter(Row::held).isEmpty()) {
            return answer(
                    UserCode.NO_SEAT_FREE, full(seats), known.map(Row::user).orElse(null));
        }
        return work.apply(known.map(Row::user).orElseGet(() -> NamedUser.unknown(ids.next(), license.id(), email)));
    }

    private static String full(SeatCount seats) {
        Instant available = seats.availableAt();
        String taken = "All " + seats.total() + " seats are taken";
        return available == null
                ? taken + ". Release somebody first."
                : taken + "; one is free at " + available + ", when an invitation ends or a seat has cooled off.";
    }

    UserOutcome assign(NamedUser before, EmailAddress email) {
        if (before.state() == UserState.ASSIGNED) {
            return answer(UserCode.ASSIGNED, "The person has this seat already.", before);
        }
        NamedUser after = before.assigned(email.given(), now);
        return done(UserCode.ASSIGNED, "The person has a seat.", "license-user.assigned", before, after, null);
    }

    UserOutcome release(UserRules rules, NamedUser before) {
        NamedUser after = before.released(now, rules.coolingOff());
        Instant cools = after.coolsUntil();
        String detail = cools == null || !cools.isAfter(now)
                ? "The seat is free."
                : "The seat cools off: the same person can have it again, others from " + cools + " on.";
        String action =
                before.state() == UserState.ASSIGNED ? "license-user.released" : "license-user.invitation-withdrawn";
        return done(UserCode.RELEASED, detail, action, before, after, null);
    }

    UserOutcome done(
            UserCode code,
            String detail,
            String action,
            NamedUser before,
            NamedUser after,
            byte @Nullable [] invitation) {
        UserRows.write(transaction, actor.tenant(), after, invitation, now);
        changes.record(
                transaction, actor, new Change(action, RECORD, after.id(), before.isUnknown() ? null : before, after));
        return answer(code, detail, after);
    }

    UserOutcome answer(UserCode code, String detail, @Nullable NamedUser user) {
        UserRules rules = license.terms().rules().users();
        SeatCount seats = rules == null ? null : UserRows.count(transaction, license.id(), rules.seats());
        return new UserOutcome(code, detail, outcome.code(), license, user, seats, null, now);
    }
}
