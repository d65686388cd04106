package dev.marque.keygen.license;

import dev.marque.keygen.route.Query;
import dev.marque.keygen.wire.Failure;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.license.LicenseTraits;
import dev.marque.licensing.license.LicenseTraits.Ends;
import dev.marque.licensing.license.LicenseTraits.Machines;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants the licenses of a list to be like.
 *
 * @param banned finds those who are shut out; asked only where it matters
 */
record LicenseQuery(Query query, Instant now, Supplier<Set<UUID>> banned) {

    private static final Set<LicenseState> THERE = Set.of(LicenseState.ACTIVE, LicenseState.SUSPENDED);
    /** The shortest time that the database knows. */
    static final Duration MOMENT = Duration.of(1, ChronoUnit.MICROS);

    LicenseQuery {
        now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws Failure 400 for what cannot be asked for */
    LicenseTraits traits(@Nullable UUID owner) {
        query.refuse("group", "activity");
        Ends ends = new EndsQuery(query, now).ends();
        LicenseTraits traits = LicenseTraits.ANY
                .in(states())
                .assigned(query.flag("assigned")
                        .or(() -> query.flag("unassigned").map(is -> !is))
                        .orElse(null))
                .ending(ends)
                .usedBy(machines())
                .with(query.members("metadata"));
        LicenseTraits owned = owner == null ? traits : traits.of(Set.of(owner));
        return query.text("status").map(word -> like(word, owned)).orElse(owned);
    }

    private Set<LicenseState> states() {
        return query.flag("suspended")
                .map(is -> Set.of(is ? LicenseState.SUSPENDED : LicenseState.ACTIVE))
                .orElse(THERE);
    }

    /** As {@link LicenseViews} tells a license's status: who is banned comes first, then who is suspended. */
    private LicenseTraits like(String word, LicenseTraits traits) {
        Instant soon = now.plus(LicenseViews.EXPIRING);
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "BANNED" -> traits.of(shutOut(traits.customers()));
            case "SUSPENDED" -> traits.in(only(LicenseState.SUSPENDED)).notOf(banned.get());
            case "ACTIVE" -> unsuspended(traits, new Ends(soon, null, true));
            case "EXPIRING" -> unsuspended(traits, new Ends(now.plus(MOMENT), soon.minus(MOMENT), false));
            case "EXPIRED" -> unsuspended(traits, new Ends(null, now, false));
            // Also INACTIVE, which no license is here.
            default -> traits.of(Set.of());
        };
    }

    private LicenseTraits unsuspended(LicenseTraits traits, Ends ends) {
        if (traits.ends() != null) {
            throw Failure.badParameter("status", "cannot be asked for together with when licenses end", null);
        }
        return traits.in(only(LicenseState.ACTIVE)).notOf(banned.get()).ending(ends);
    }

    private Set<UUID> shutOut(@Nullable Set<UUID> customers) {
        Set<UUID> all = banned.get();
        return customers == null
                ? all
                : customers.stream().filter(all::contains).collect(Collectors.toSet());
    }

    /** The state, if it was not excluded; else one that no license of a list has. */
    private Set<LicenseState> only(LicenseState state) {
        return Set.of(states().contains(state) ? state : LicenseState.ARCHIVED);
    }

    private @Nullable Machines machines() {
        Map<String, String> sent = query.members("activations");
        if (sent.isEmpty()) {
            return query.flag("activated")
                    .map(is -> is ? new Machines(1, null) : new Machines(0, 0))
                    .orElse(null);
        }
        int least = 0;
        int most = Integer.MAX_VALUE;
        for (Map.Entry<String, String> bound : sent.entrySet()) {
            String name = "activations[" + bound.getKey() + "]";
            int number = number(name, bound.getValue());
            switch (bound.getKey()) {
                case "eq" -> {
                    least = Math.max(least, number);
                    most = Math.min(most, number);
                }
                case "gt" -> least = Math.max(least, number + 1);
                case "gte" -> least = Math.max(least, number);
                case "lt" -> most = Math.min(most, number - 1);
                case "lte" -> most = Math.min(most, number);
                default -> throw Failure.badParameter(name, "unpermitted parameter", null);
            }
        }
        return new Machines(least, most);
    }

    private static int number(String name, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw Failure.badParameter(name, "must be a number", null);
        }
        return Integer.parseInt(text);
    }

    /** The license's owner as the query names it; by id or e-mail address. */
    static Optional<String> owner(Query query) {
        return query.text("owner").or(() -> query.text("user"));
    }
}
