package dev.marque.licensing.user;

import dev.marque.licensing.policy.UserRules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named users of one license, as simply as they can be told: who sits where until when. Not thread-safe. */
final class UserModel {

    private final UserRules rules;
    private Instant now;

    private final Map<String, UserState> states = new HashMap<>();
    private final Map<String, Instant> invitedUntil = new HashMap<>();
    private final Map<String, Instant> coolsUntil = new HashMap<>();

    UserModel(UserRules rules, Instant now) {
        this.rules = rules;
        this.now = now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    long taken() {
        return states.keySet().stream().filter(this::holds).count();
    }

    private boolean holds(String who) {
        return is(who, UserState.ASSIGNED)
                || (is(who, UserState.INVITED) && isLater(invitedUntil.get(who)))
                || isLater(coolsUntil.get(who));
    }

    private boolean is(String who, UserState state) {
        return states.get(who) == state;
    }

    private boolean isLater(@Nullable Instant instant) {
        return instant != null && now.isBefore(instant);
    }

    private boolean mayHave(String who) {
        return holds(who) || taken() < rules.seats();
    }

    boolean sits(String who) {
        return is(who, UserState.ASSIGNED);
    }

    UserCode invite(String who) {
        if (!mayHave(who)) {
            return UserCode.NO_SEAT_FREE;
        }
        if (is(who, UserState.ASSIGNED)) {
            return UserCode.ALREADY_ASSIGNED;
        }
        states.put(who, UserState.INVITED);
        invitedUntil.put(who, now.plus(rules.invitation()));
        return UserCode.INVITED;
    }

    UserCode accept(String who) {
        if (is(who, UserState.ASSIGNED) || (is(who, UserState.INVITED) && isLater(invitedUntil.get(who)))) {
            return seat(who);
        }
        return is(who, UserState.INVITED) ? UserCode.INVITATION_EXPIRED : UserCode.INVITATION_UNKNOWN;
    }

    UserCode assign(String who) {
        return mayHave(who) ? seat(who) : UserCode.NO_SEAT_FREE;
    }

    private UserCode seat(String who) {
        states.put(who, UserState.ASSIGNED);
        coolsUntil.remove(who);
        return UserCode.ASSIGNED;
    }

    UserCode release(String who) {
        if (is(who, UserState.ASSIGNED)) {
            coolsUntil.put(who, now.plus(rules.coolingOff()));
        } else if (!is(who, UserState.INVITED)) {
            return UserCode.NOT_ASSIGNED;
        }
        states.put(who, UserState.RELEASED);
        return UserCode.RELEASED;
    }
}
