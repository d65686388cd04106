package dev.marque.licensing.license;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.licensing.policy.Rules;
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.rows.JsonColumns;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How many machines, named users and leases a license is for. What is null is not limited, or not there at all.
 *
 * <p>As many named users as a rule can say are any number of them: the rule cannot leave its number out. So many stay so many,
 * whatever is added or taken.
 *
 * <p>Numbers are only ever added to, and taken from, numbers of the same kinds.
 */
record SeatNumbers(
        @Nullable Integer machines,
        @Nullable Integer users,
        @Nullable Integer leases) {

    /** What a rule may say at the most. */
    private static final int LARGEST = 1_000_000;

    private static final String USERS = "users";
    private static final String FLOATING = "floating";
    private static final String SEATS = "seats";

    static SeatNumbers of(Terms terms) {
        Rules rules = terms.rules();
        return new SeatNumbers(
                terms.maxActivations(),
                rules.users() == null ? null : rules.users().seats(),
                rules.floating() == null ? null : rules.floating().seats());
    }

    boolean isEmpty() {
        return machines == null && users == null && leases == null;
    }

    /** Whether both limit the same. */
    boolean isLike(SeatNumbers other) {
        return (machines == null) == (other.machines == null)
                && (users == null) == (other.users == null)
                && (leases == null) == (other.leases == null);
    }

    SeatNumbers plus(SeatNumbers other) {
        return new SeatNumbers(
                sum(machines, other.machines), anyOr(sum(users, other.users), other), sum(leases, other.leases));
    }

    SeatNumbers minus(SeatNumbers other) {
        return new SeatNumbers(
                difference(machines, other.machines),
                anyOr(difference(users, other.users), other),
                difference(leases, other.leases));
    }

    private @Nullable Integer anyOr(@Nullable Integer number, SeatNumbers other) {
        boolean any = (users != null && users == LARGEST) || (other.users != null && other.users == LARGEST);
        return number != null && any ? Integer.valueOf(LARGEST) : number;
    }

    /** Whether a license may have them: one of each at least, and no more than rules can say. */
    boolean isPossible() {
        return isPossible(machines) && isPossible(users) && isPossible(leases);
    }

    private static boolean isPossible(@Nullable Integer number) {
        return number == null || (number >= 1 && number <= LARGEST);
    }

    /** The terms with these numbers instead of their own, which are of the same kinds. */
    Terms on(Terms terms) {
        ObjectNode edit = JsonNodeFactory.instance.objectNode();
        JsonNode rules = JsonColumns.tree(terms.rules());
        put(edit, rules, USERS, users);
        put(edit, rules, FLOATING, leases);
        return terms.withMaxActivations(machines).withRules(JsonColumns.read(edit, Rules.class));
    }

    private static void put(ObjectNode edit, JsonNode rules, String subject, @Nullable Integer number) {
        if (number != null && rules.get(subject) instanceof ObjectNode rule) {
            edit.set(subject, rule.deepCopy().put(SEATS, number));
        }
    }

    /** The parts of a license's conditions that they are in, and more parts. */
    Set<String> partsAnd(Set<String> more) {
        Set<String> parts = new TreeSet<>(more);
        if (machines != null) {
            parts.add("maxActivations");
        }
        if (users != null) {
            parts.add("rules." + USERS);
        }
        if (leases != null) {
            parts.add("rules." + FLOATING);
        }
        return parts;
    }

    private static @Nullable Integer sum(@Nullable Integer one, @Nullable Integer other) {
        return one == null || other == null ? null : Integer.valueOf(one + other);
    }

    private static @Nullable Integer difference(@Nullable Integer one, @Nullable Integer other) {
        return one == null || other == null ? null : Integer.valueOf(one - other);
    }
}
