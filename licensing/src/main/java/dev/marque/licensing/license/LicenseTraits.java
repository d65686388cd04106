package dev.marque.licensing.license;

import dev.marque.keys.json.Json;
import dev.marque.keys.validation.LicenseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What licenses have to be like, beyond a {@link LicenseFilter}. What is null or empty does not matter.
 *
 * @param id that license
 * @param states one of these
 * @param customers of one of these
 * @param strangers of none of these
 * @param assigned whether it is some customer's
 * @param ends when it ends
 * @param machines how many use it
 * @param metadata texts that go with it
 */
public record LicenseTraits(
        @Nullable UUID id,
        Set<LicenseState> states,
        @Nullable Set<UUID> customers,
        Set<UUID> strangers,
        @Nullable Boolean assigned,
        @Nullable Ends ends,
        @Nullable Machines machines,
        Map<String, String> metadata) {

    public static final LicenseTraits ANY =
            new LicenseTraits(null, Set.of(), null, Set.of(), null, null, null, Map.of());

    public LicenseTraits {
        states = Set.copyOf(states);
        customers = customers == null ? null : Set.copyOf(customers);
        strangers = Set.copyOf(strangers);
        metadata = Map.copyOf(metadata);
    }

    /**
     * When a license ends.
     *
     * @param from at this instant or later; null for any time before
     * @param until at this instant or earlier; null for any time after
     * @param orNever whether those are meant, too, that do not end
     */
    public record Ends(@Nullable Instant from, @Nullable Instant until, boolean orNever) {}

    /**
     * How many machines use a license now, without those that take no seat.
     *
     * @param most null for any number
     */
    public record Machines(int least, @Nullable Integer most) {}

    /** That license, if it is like this. */
    public LicenseTraits only(UUID that) {
        return new LicenseTraits(that, states, customers, strangers, assigned, ends, machines, metadata);
    }

    public LicenseTraits in(Set<LicenseState> only) {
        return new LicenseTraits(id, only, customers, strangers, assigned, ends, machines, metadata);
    }

    public LicenseTraits of(Set<UUID> only) {
        return new LicenseTraits(id, states, only, strangers, assigned, ends, machines, metadata);
    }

    public LicenseTraits notOf(Set<UUID> others) {
        return new LicenseTraits(id, states, customers, others, assigned, ends, machines, metadata);
    }

    public LicenseTraits assigned(@Nullable Boolean wanted) {
        return new LicenseTraits(id, states, customers, strangers, wanted, ends, machines, metadata);
    }

    public LicenseTraits ending(@Nullable Ends wanted) {
        return new LicenseTraits(id, states, customers, strangers, assigned, wanted, machines, metadata);
    }

    public LicenseTraits usedBy(@Nullable Machines wanted) {
        return new LicenseTraits(id, states, customers, strangers, assigned, ends, wanted, metadata);
    }

    public LicenseTraits with(Map<String, String> texts) {
        return new LicenseTraits(id, states, customers, strangers, assigned, ends, machines, texts);
    }

    /** What an index of licenses {@code l} finds. */
    LicenseFilter.Condition found() {
        List<String> terms = new ArrayList<>();
        Map<String, Object> binds = new LinkedHashMap<>();
        if (id != null) {
            terms.add("l.id = :id");
            binds.put("id", id);
        }
        if (!states.isEmpty()) {
            terms.add("l.state = any(:states)");
            binds.put("states", states.stream().map(Enum::name).toArray(String[]::new));
        }
        if (customers != null && customers.size() == 1) {
            terms.add("l.customer_user_id = :customer");
            binds.put("customer", customers.iterator().next());
        } else if (customers != null) {
            terms.add("l.customer_user_id = any(:customers)");
            binds.put("customers", customers.toArray(UUID[]::new));
        }
        return condition(terms, binds);
    }

    /** What licenses {@code l} have to be looked at for, one after the other. */
    LicenseFilter.Condition lookedAt() {
        List<String> terms = new ArrayList<>();
        Map<String, Object> binds = new LinkedHashMap<>();
        if (!strangers.isEmpty()) {
            terms.add("(l.customer_user_id is null or l.customer_user_id <> all(:strangers))");
            binds.put("strangers", strangers.toArray(UUID[]::new));
        }
        if (assigned != null) {
            terms.add(assigned ? "l.customer_user_id is not null" : "l.customer_user_id is null");
        }
        if (ends != null) {
            addEnds(ends, terms, binds);
        }
        if (machines != null) {
            terms.add("(" + LicenseRows.ACTIVATIONS + ") between :leastMachines and :mostMachines");
            binds.put("leastMachines", machines.least());
            binds.put("mostMachines", machines.most() == null ? Integer.MAX_VALUE : machines.most());
        }
        if (!metadata.isEmpty()) {
            terms.add("l.metadata @> cast(:texts as jsonb)");
            binds.put("texts", Json.write(metadata));
        }
        return condition(terms, binds);
    }

    private static void addEnds(Ends ends, List<String> terms, Map<String, Object> binds) {
        List<String> when = new ArrayList<>(List.of("l.expires_at is not null"));
        if (ends.from() != null) {
            when.add("l.expires_at >= :endsFrom");
            binds.put("endsFrom", ends.from());
        }
        if (ends.until() != null) {
            when.add("l.expires_at <= :endsUntil");
            binds.put("endsUntil", ends.until());
        }
        String within = String.join(" and ", when);
        terms.add(ends.orNever() ? "(l.expires_at is null or (" + within + "))" : "(" + within + ")");
    }

    private static LicenseFilter.Condition condition(List<String> terms, Map<String, Object> binds) {
        return new LicenseFilter.Condition(terms.isEmpty() ? "" : " and " + String.join(" and ", terms), binds);
    }
}
