package dev.marque.licensing.license;

import dev.marque.kernel.page.Count;
import dev.marque.kernel.page.Slice;
import dev.marque.kernel.page.Sliced;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Licenses by their places in a list, and how many there are, for interfaces whose pages have numbers. What no index finds is
 * looked for among the first {@link #LOOKED_AT} licenses that one does; who wants more is told. Thread-safe.
 */
@Singleton
public class LicenseLists {

    /** How many licenses are looked at for what no index finds. */
    public static final int LOOKED_AT = 10_000;

    private final Database database;
    private final int lookedAt;

    @Inject
    public LicenseLists(Database database) {
        this(database, LOOKED_AT);
    }

    LicenseLists(Database database, int lookedAt) {
        this.database = database;
        this.lookedAt = lookedAt;
    }

    /**
     * A part of the licenses that the actor reaches.
     *
     * @param filter without words to search
     */
    public Sliced<License> slice(Actor actor, LicenseFilter filter, LicenseTraits traits, Slice slice) {
        return database.inEnvironment(actor.where(), transaction -> {
            Asked asked = asked(transaction, actor, filter, traits);
            String direction = slice.direction();
            List<UUID> ids = transaction
                    .createQuery("select l.id from " + asked.rows(direction, lookedAt) + " order by l.id " + direction
                            + " offset :skip limit :limit")
                    .bindMap(asked.binds())
                    .bind("skip", slice.skip())
                    .bind("limit", slice.limit())
                    .mapTo(UUID.class)
                    .list();
            boolean complete = ids.size() == slice.limit() || !asked.looksAt() || !exceeds(transaction, asked);
            return new Sliced<>(LicenseRows.byIds(transaction, ids, direction), complete);
        });
    }

    /**
     * How many there are.
     *
     * @param filter without words to search
     * @param most up to which they are counted
     */
    public Count count(Actor actor, LicenseFilter filter, LicenseTraits traits, int most) {
        return database.inEnvironment(actor.where(), transaction -> {
            Asked asked = asked(transaction, actor, filter, traits);
            if (asked.looksAt() && exceeds(transaction, asked)) {
                return new Count.Unknown();
            }
            return Count.of(counted(transaction, asked.rows("desc", lookedAt), asked.binds(), most), most);
        });
    }

    /** Whether an index finds more than are looked at. */
    private boolean exceeds(Handle transaction, Asked asked) {
        return counted(transaction, asked.found(), asked.foundBy(), lookedAt) > lookedAt;
    }

    /** As many as there are, or one more than the most. */
    private static int counted(Handle transaction, String rows, Map<String, Object> binds, int most) {
        return transaction
                .createQuery("select count(*) from (select from " + rows + " limit :more) those")
                .bindMap(binds)
                .bind("more", most + 1)
                .mapTo(Integer.class)
                .one();
    }

    /**
     * What was asked for, as SQL.
     *
     * @param found the licenses that an index finds, from {@code licenses l} on
     * @param wanted what they are looked at for; empty for nothing
     * @param binds of both
     */
    private record Asked(String found, Map<String, Object> foundBy, String wanted, Map<String, Object> binds) {

        boolean looksAt() {
            return !wanted.isEmpty();
        }

        String rows(String direction, int lookedAt) {
            return looksAt()
                    ? "(select l.* from " + found + " order by l.id " + direction + " limit " + lookedAt
                            + ") l where true" + wanted
                    : found;
        }
    }

    private static Asked asked(Handle transaction, Actor actor, LicenseFilter filter, LicenseTraits traits) {
        if (filter.search() != null) {
            throw new IllegalArgumentException("searches have pages without numbers");
        }
        RecordScope.Condition reach = actor.scope().on("l");
        LicenseFilter.Condition plain = filter.condition();
        LicenseFilter.Condition found = traits.found();
        LicenseFilter.Condition lookedAt = traits.lookedAt();
        Map<String, Object> foundBy = new HashMap<>(reach.binds());
        foundBy.putAll(plain.binds());
        foundBy.putAll(found.binds());
        Map<String, Object> binds = new HashMap<>(foundBy);
        binds.putAll(lookedAt.binds());
        String from =
                "licenses l where " + reach.sql() + plain.sql() + found.sql() + LicenseRows.ownOnly(transaction, actor);
        return new Asked(from, foundBy, lookedAt.sql(), binds);
    }
}
