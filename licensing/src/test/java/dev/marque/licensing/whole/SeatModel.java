package dev.marque.licensing.whole;

import dev.marque.keys.validation.Code;
import dev.marque.licensing.whole.LicenseModel.About;
import dev.marque.licensing.whole.Step.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machines of one license. */
final class SeatModel {

    /** One that is active, or dead and not taken off yet. */
    static final class Seat {
        private final Instant activated;
        private Instant asked;
        private Instant heard = Instant.MIN;
        private Instant beat = Instant.MIN;

        /** What the service calls it: of those that were silent for equally long the smallest goes. */
        UUID id = new UUID(0, 0);

        Seat(Instant now) {
            activated = now;
            asked = now;
        }

        private Instant lastSeen() {
            return Stream.of(activated, asked, heard, beat)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        private String idText() {
            return id.toString();
        }
    }

    private final LicenseModel license;
    final Map<String, Seat> seats = new HashMap<>();
    private final List<Instant> deactivated = new ArrayList<>();

    SeatModel(LicenseModel license) {
        this.license = license;
    }

    private Instant now() {
        return license.world.now;
    }

    private boolean isDead(Seat seat) {
        return seat.beat != Instant.MIN && !now().isBefore(seat.beat.plus(Plan.DEAD_AFTER));
    }

    /** Whether its silence has cost the machine its seat. */
    private boolean isLost(Seat seat) {
        return license.plan.wantsSignsOfLife()
                && seat.beat != Instant.MIN
                && !now().isBefore(seat.beat.plus(Plan.DEAD_AFTER).plus(Plan.REVIVABLE_FOR));
    }

    private @Nullable Seat known(@Nullable String machine) {
        Seat seat = machine == null ? null : seats.get(machine);
        return seat == null || isLost(seat) ? null : seat;
    }

    /** What is wrong with the machine that asks, or with all of them. */
    @Nullable Code refuse(Asked asked) {
        Seat seat = known(asked.machine());
        if (license.plan.requiresActivation() && seat == null) {
            return asked.machine() == null
                    ? Code.FINGERPRINT_REQUIRED
                    : seats.isEmpty() ? Code.NOT_ACTIVATED : Code.FINGERPRINT_MISMATCH;
        }
        if (asked.activationOf() != null && !isActive(asked.activationOf(), asked.machine())) {
            return Code.MACHINE_MISMATCH;
        }
        Code silent = seat == null ? null : ofSilence(seat, false);
        return silent == null ? ofNumber() : silent;
    }

    private boolean isActive(String named, @Nullable String asking) {
        return known(named) != null && (asking == null || asking.equals(named));
    }

    private @Nullable Code ofSilence(Seat seat, boolean begun) {
        if (!license.plan.wantsSignsOfLife()) {
            return null;
        }
        if (seat.beat == Instant.MIN) {
            return begun ? null : Code.HEARTBEAT_NOT_STARTED;
        }
        return isDead(seat) ? Code.HEARTBEAT_DEAD : null;
    }

    private @Nullable Code ofNumber() {
        Integer most = license.plan.most();
        return most != null && seats.size() > most ? Code.TOO_MANY_ACTIVATIONS : null;
    }

    String activate(String machine, boolean replacing) {
        Code code = attempt(machine);
        return (code == Code.TOO_MANY_ACTIVATIONS && replacing && license.plan.replaces() ? replace(machine) : code)
                .name();
    }

    private Code replace(String machine) {
        Map.Entry<String, Seat> replaced = seats.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<String, Seat> entry) ->
                                entry.getValue().lastSeen())
                        .thenComparing(entry -> entry.getValue().idText()))
                .orElseThrow();
        if (mayNotDeactivate()) {
            return Code.TOO_MANY_CHANGES;
        }
        seats.remove(replaced.getKey());
        Code code = attempt(machine);
        if (code.valid()) {
            deactivated.add(now());
        } else {
            seats.put(replaced.getKey(), replaced.getValue());
        }
        return code;
    }

    private Code attempt(String machine) {
        seats.values().removeIf(this::isLost);
        Code first = license.judge(About.LIMITS, null);
        Seat own = seats.get(machine);
        if (!first.valid()) {
            return first;
        }
        return own == null ? add(machine, first) : again(own, first);
    }

    private Code again(Seat own, Code accepted) {
        Code refused =
                Objects.requireNonNullElse(ofSilence(own, true), Objects.requireNonNullElse(ofNumber(), accepted));
        if (refused.valid()) {
            own.asked = now();
        }
        return refused;
    }

    private Code add(String machine, Code accepted) {
        Integer most = license.plan.most();
        if (most != null && seats.size() >= most) {
            return Code.TOO_MANY_ACTIVATIONS;
        }
        if (license.plan.isTrial()) {
            if (license.world.triedWithAnother(machine, license)) {
                return Code.TRIAL_USED;
            }
            license.world.tried(machine, license);
        }
        seats.put(machine, new Seat(now()));
        license.used();
        return accepted;
    }

    private boolean mayNotDeactivate() {
        Instant since = now().minus(Plan.DEACTIVATIONS_IN);
        return license.plan.limitsDeactivations()
                && deactivated.stream().filter(since::isBefore).count() >= Plan.DEACTIVATIONS;
    }

    String deactivate(String machine) {
        if (known(machine) == null) {
            return Code.NOT_ACTIVATED.name();
        }
        if (mayNotDeactivate()) {
            return Code.TOO_MANY_CHANGES.name();
        }
        seats.remove(machine);
        deactivated.add(now());
        return Code.VALID.name();
    }

    String heartbeat(String machine) {
        Seat seat = known(machine);
        if (seat == null) {
            Code code = license.judge(About.MACHINES, machine);
            return (code.valid() ? Code.NOT_ACTIVATED : code).name();
        }
        Code first = license.judge(About.LIMITS, null);
        Code number = ofNumber();
        boolean stateDecides = !first.valid() && first != Code.LIMIT_EXCEEDED;
        seat.beat = now();
        return (stateDecides || number == null ? first : number).name();
    }

    /** That it asked and was let on is remembered to the hour. */
    void heardOf(@Nullable String machine) {
        Seat seat = known(machine);
        Instant anHourAgo = now().minus(Duration.ofHours(1));
        if (seat != null && !seat.asked.isAfter(anHourAgo) && !seat.heard.isAfter(anHourAgo)) {
            seat.heard = now();
        }
    }

    Stream<Instant> ends() {
        return seats.values().stream()
                .filter(seat -> seat.beat != Instant.MIN)
                .flatMap(seat -> Stream.of(
                        seat.beat.plus(Plan.DEAD_AFTER),
                        seat.beat.plus(Plan.DEAD_AFTER).plus(Plan.REVIVABLE_FOR)));
    }
}
