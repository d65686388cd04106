package dev.marque.platform.identity;

import dev.marque.kernel.page.Count;
import dev.marque.kernel.page.Slice;
import dev.marque.kernel.page.Sliced;
import dev.marque.platform.database.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Users by their places in a list, and how many there are, for interfaces whose pages have numbers. No more than the first
 * {@link #LOOKED_AT} are looked at for what is wanted of them. Thread-safe.
 */
@Singleton
public class UserLists {

    /** How many users are looked at for one part of a list. */
    public static final int LOOKED_AT = 100_000;

    private final Database database;
    private final int lookedAt;

    @Inject
    public UserLists(Database database) {
        this(database, LOOKED_AT);
    }

    UserLists(Database database, int lookedAt) {
        this.database = database;
        this.lookedAt = lookedAt;
    }

    /**
     * Roles that somebody has.
     *
     * @param has the code of one that is there; null for somebody without any
     * @param hasNot the codes of those that are not
     */
    public record Holding(@Nullable String has, Set<String> hasNot) {

        public Holding {
            hasNot = Set.copyOf(hasNot);
        }
    }

    /**
     * What users have to be like.
     *
     * @param holding one of these; null for whoever
     * @param disabled whether they are shut out; null for both
     */
    public record Traits(
            @Nullable List<Holding> holding, @Nullable Boolean disabled) {

        public static final Traits ANY = new Traits(null, null);

        public Traits {
            holding = holding == null ? null : List.copyOf(holding);
        }
    }

    private record Asked(String sql, Map<String, Object> binds) {}

    public Sliced<User> slice(Actor actor, Traits traits, Slice slice) {
        Asked asked = asked(traits);
        String direction = slice.direction();
        return database.inTenant(actor.tenant(), transaction -> {
            List<UUID> ids = transaction
                    .createQuery("select id from " + rows(asked, direction) + " order by id " + direction
                            + " offset :skip limit :limit")
                    .bindMap(asked.binds())
                    .bind("lookedAt", lookedAt)
                    .bind("skip", slice.skip())
                    .bind("limit", slice.limit())
                    .mapTo(UUID.class)
                    .list();
            boolean complete = ids.size() == slice.limit() || !exceeds(transaction);
            return new Sliced<>(UserRows.byIds(transaction, ids, direction), complete);
        });
    }

    /** How many there are, if no more than are looked at have to be asked. */
    public Count count(Actor actor, Traits traits) {
        Asked asked = asked(traits);
        return database.inTenant(actor.tenant(), transaction -> {
            int found = transaction
                    .createQuery("select count(*) from " + rows(asked, "desc"))
                    .bindMap(asked.binds())
                    .bind("lookedAt", lookedAt)
                    .mapTo(Integer.class)
                    .one();
            return exceeds(transaction) ? new Count.MoreThan(found) : new Count.Exactly(found);
        });
    }

    private boolean exceeds(Handle transaction) {
        return transaction
                        .createQuery("select count(*) from (select from users limit :more) those")
                        .bind("more", lookedAt + 1)
                        .mapTo(Integer.class)
                        .one()
                > lookedAt;
    }

    private static String rows(Asked asked, String direction) {
        return "(select id, roles, disabled_at from users order by id " + direction + " limit :lookedAt) u where true"
                + asked.sql();
    }

    private static Asked asked(Traits traits) {
        Map<String, Object> binds = new HashMap<>();
        StringBuilder sql = new StringBuilder();
        if (traits.disabled() != null) {
            sql.append(traits.disabled() ? " and disabled_at is not null" : " and disabled_at is null");
        }
        if (traits.holding() != null) {
            List<String> ways = new ArrayList<>(List.of("false"));
            for (Holding holding : traits.holding()) {
                int place = ways.size();
                String has = holding.has() == null ? "cardinality(roles) = 0" : ":has" + place + " = any(roles)";
                ways.add("(" + has + " and not roles && cast(:hasNot" + place + " as text[]))");
                binds.put("hasNot" + place, holding.hasNot().toArray(String[]::new));
                if (holding.has() != null) {
                    binds.put("has" + place, holding.has());
                }
            }
            sql.append(" and (").append(String.join(" or ", ways)).append(")");
        }
        return new Asked(sql.toString(), binds);
    }
}
