package dev.marque.platform.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which records of its tenant an actor reaches. The one place where that is decided: lists, look-ups and writes put
 * {@link #on} into their query, so a record out of reach is not there for them, just like another tenant's.
 *
 * @param subject the user that the actor is or acts for; for an installation its license
 * @param team of the user; null if it is in none
 * @param partner of the user; null if it is of none
 */
public record RecordScope(
        Reach reach,
        UUID subject,
        @Nullable UUID team,
        @Nullable UUID partner) {

    /** Only what is the subject's own. */
    public static RecordScope own(UUID subject) {
        return new RecordScope(Reach.OWN, subject, null, null);
    }

    /** Everything in the tenant. */
    public static RecordScope all(UUID subject) {
        return new RecordScope(Reach.ALL, subject, null, null);
    }

    /**
     * A condition on rows.
     *
     * @param sql ready to stand after {@code and}
     * @param binds the values of its parameters, exactly those that it names
     */
    public record Condition(String sql, Map<String, UUID> binds) {
        public Condition {
            binds = Map.copyOf(binds);
        }
    }

    /**
     * The condition that a row is within reach.
     *
     * @param table the alias of a table with {@code id, owner_user_id, customer_user_id, team_id, partner_id}
     */
    public Condition on(String table) {
        if (reach == Reach.ALL) {
            return new Condition("true", Map.of());
        }
        List<String> ways = new ArrayList<>();
        Map<String, UUID> binds = new LinkedHashMap<>();
        ways.add(
                "%1$s.id = :scopeSubject or %1$s.owner_user_id = :scopeSubject or %1$s.customer_user_id = :scopeSubject"
                        .formatted(table));
        binds.put("scopeSubject", subject);
        if (reach.covers(Reach.TEAM) && team != null) {
            ways.add(table + ".team_id = :scopeTeam");
            binds.put("scopeTeam", team);
        }
        if (reach.covers(Reach.PARTNER) && partner != null) {
            ways.add(table + ".partner_id = :scopePartner");
            binds.put("scopePartner", partner);
        }
        return new Condition("(" + String.join(" or ", ways) + ")", binds);
    }
}
