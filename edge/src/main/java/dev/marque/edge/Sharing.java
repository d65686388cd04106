package dev.marque.edge;

import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.policy.FloatingGroup;
import dev.marque.licensing.policy.FloatingRules;
import dev.marque.licensing.policy.QueueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the administrator at the customer wants seats to be shared. It never makes more of them: what is not said is as the
 * vendor has it.
 *
 * @param order who of those that wait comes first; null for the vendor's
 * @param groups instead of the vendor's groups; none for the vendor's
 */
public record Sharing(@Nullable QueueOrder order, List<FloatingGroup> groups) {

    /** All as the vendor has it. */
    public static final Sharing AS_SOLD = new Sharing(null, List.of());

    private static final int MOST_PARTS = 3;

    public Sharing {
        groups = List.copyOf(groups);
        if (groups.stream().map(FloatingGroup::name).distinct().count() < groups.size()) {
            throw new IllegalArgumentException("each group is named once");
        }
    }

    /**
     * Reads what was set.
     *
     * @param order {@code fifo}, {@code lifo} or {@code random}
     * @param groups {@code name[:reserved[:max]]}, separated by commas
     * @throws IllegalArgumentException that says what is wrong with it
     */
    public static Sharing of(Optional<String> order, Optional<String> groups) {
        List<FloatingGroup> read = new ArrayList<>();
        for (String text : groups.map(all -> all.split(",", -1)).orElse(new String[0])) {
            read.add(group(text.strip()));
        }
        return new Sharing(order.map(Sharing::order).orElse(null), read);
    }

    private static QueueOrder order(String text) {
        for (QueueOrder order : QueueOrder.values()) {
            if (order.name().equalsIgnoreCase(text.strip())) {
                return order;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no order: fifo, lifo or random");
    }

    private static FloatingGroup group(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > MOST_PARTS || !parts[0].matches(Inputs.CODE)) {
            throw new IllegalArgumentException("'" + text + "' is no group: name[:reserved[:max]]");
        }
        Integer max = parts.length < MOST_PARTS ? null : number(text, parts[2]);
        Integer reserved = parts.length < 2 ? null : number(text, parts[1]);
        if (max != null && (max < 1 || max < Objects.requireNonNullElse(reserved, 0))) {
            throw new IllegalArgumentException("'" + text + "' reserves more than it may have");
        }
        return new FloatingGroup(parts[0], reserved, max);
    }

    private static @Nullable Integer number(String text, String digits) {
        if (digits.isEmpty()) {
            return null;
        }
        if (!digits.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("'" + text + "' has a number of seats that is none");
        }
        return Integer.valueOf(digits);
    }

    /** Those rules with what was set here; nothing if the groups reserve more than there is. */
    public Optional<FloatingRules> on(FloatingRules sold) {
        List<FloatingGroup> wanted = groups.isEmpty() ? sold.groups() : groups;
        if (wanted.stream().mapToLong(FloatingGroup::reserved).sum() > sold.seats()) {
            return Optional.empty();
        }
        return Optional.of(new FloatingRules(
                sold.seats(),
                sold.leasing(),
                sold.timeToLive(),
                sold.longestBorrowing(),
                sold.linger(),
                sold.overdraft(),
                sold.queue(),
                order == null ? sold.order() : order,
                wanted));
    }
}
