package dev.marque.licensing.lease;

import dev.marque.licensing.policy.FloatingGroup;
import dev.marque.licensing.policy.FloatingRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the seats of a license are taken, and who could be given another one. A reservation keeps its seats from all
 * others as long as its group does not use them; overdraft comes on top of the seats and is kept for nobody.
 *
 * @param taken by the name of the group, {@link #NO_GROUP} for those in none
 */
record Seats(FloatingRules rules, Map<String, Integer> taken) {

    static final String NO_GROUP = "";

    Seats {
        taken = Map.copyOf(taken);
    }

    int total() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether the next one is beyond the seats that the license has. */
    boolean nextIsOverdrawn() {
        return total() >= rules.seats();
    }

    /** Whether somebody of that group can be given a seat. */
    boolean fits(@Nullable String group) {
        Integer cap = group == null
                ? null
                : rules.group(group).map(FloatingGroup::max).orElse(null);
        if (cap != null && of(group) >= cap) {
            return false;
        }
        return total() + keptFromAllBut(group) < rules.most();
    }

    Seats with(@Nullable String group) {
        return changed(group, 1);
    }

    Seats without(@Nullable String group) {
        return changed(group, -1);
    }

    /** The seats as they will be when all of them have been served who can be, the first first. */
    Seats afterServing(List<Place> queue) {
        Seats seats = this;
        for (Place place : queue) {
            if (seats.fits(place.group())) {
                seats = seats.with(place.group());
            }
        }
        return seats;
    }

    private long keptFromAllBut(@Nullable String asking) {
        return rules.groups().stream()
                .filter(group -> !group.name().equals(asking))
                .mapToLong(group -> Math.max(0, group.reserved() - of(group.name())))
                .sum();
    }

    private int of(@Nullable String group) {
        return taken.getOrDefault(Objects.requireNonNullElse(group, NO_GROUP), 0);
    }

    private Seats changed(@Nullable String group, int by) {
        Map<String, Integer> changed = new HashMap<>(taken);
        changed.merge(Objects.requireNonNullElse(group, NO_GROUP), by, Integer::sum);
        return new Seats(rules, changed);
    }
}
