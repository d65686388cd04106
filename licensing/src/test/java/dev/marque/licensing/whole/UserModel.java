package dev.marque.licensing.whole;

import dev.marque.keys.validation.Code;
import dev.marque.licensing.user.UserCode;
import dev.marque.licensing.user.UserState;
import dev.marque.licensing.whole.LicenseModel.About;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The named users of one license. */
final class UserModel {

    private final LicenseModel license;
    private final Map<String, UserState> states = new HashMap<>();
    private final Map<String, Instant> invitedUntil = new HashMap<>();
    private final Map<String, Instant> coolsUntil = new HashMap<>();

    UserModel(LicenseModel license) {
        this.license = license;
    }

    private Instant now() {
        return license.world.now;
    }

    /** How many seats are taken: by users, invitations, and by those that cool off. */
    int taken() {
        return (int) states.keySet().stream().filter(this::holds).count();
    }

    private boolean holds(String who) {
        return is(who, UserState.ASSIGNED) || isInvited(who) || isLater(coolsUntil.get(who));
    }

    private boolean is(String who, UserState state) {
        return states.get(who) == state;
    }

    private boolean isInvited(String who) {
        return is(who, UserState.INVITED) && isLater(invitedUntil.get(who));
    }

    private boolean isLater(@Nullable Instant instant) {
        return instant != null && now().isBefore(instant);
    }

    boolean sits(@Nullable String who) {
        return who != null && is(who, UserState.ASSIGNED);
    }

    private @Nullable String refuse() {
        Code code = license.judge(About.STATE, null);
        if (!code.valid()) {
            return UserCode.LICENSE_REFUSED + " " + code;
        }
        return license.plan.isForNamedUsers() ? null : UserCode.NO_NAMED_USERS.name();
    }

    private @Nullable String refuseSeat(String who) {
        String refused = refuse();
        if (refused != null) {
            return refused;
        }
        return holds(who) || taken() < license.plan.userSeats() ? null : UserCode.NO_SEAT_FREE.name();
    }

    String invite(String who) {
        String refused = refuseSeat(who);
        if (refused != null) {
            return refused;
        }
        if (is(who, UserState.ASSIGNED)) {
            return UserCode.ALREADY_ASSIGNED.name();
        }
        states.put(who, UserState.INVITED);
        invitedUntil.put(who, now().plus(Plan.INVITATION));
        return UserCode.INVITED.name();
    }

    String accept(String who) {
        String refused = refuse();
        if (refused != null) {
            return refused;
        }
        if (is(who, UserState.ASSIGNED) || isInvited(who)) {
            return seat(who);
        }
        return (is(who, UserState.INVITED) ? UserCode.INVITATION_EXPIRED : UserCode.INVITATION_UNKNOWN).name();
    }

    String assign(String who) {
        String refused = refuseSeat(who);
        return refused == null ? seat(who) : refused;
    }

    private String seat(String who) {
        states.put(who, UserState.ASSIGNED);
        coolsUntil.remove(who);
        return UserCode.ASSIGNED.name();
    }

    String release(String who) {
        if (!license.plan.isForNamedUsers()) {
            return UserCode.NO_NAMED_USERS.name();
        }
        if (is(who, UserState.ASSIGNED)) {
            coolsUntil.put(who, now().plus(Plan.COOLING_OFF));
        } else if (!is(who, UserState.INVITED)) {
            return UserCode.NOT_ASSIGNED.name();
        }
        states.put(who, UserState.RELEASED);
        return UserCode.RELEASED.name();
    }

    Stream<Instant> ends() {
        return Stream.concat(invitedUntil.values().stream(), coolsUntil.values().stream());
    }
}
