package dev.marque.licensing.license;

import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who uses a license, as those see it who change whole licenses. To be asked, and moved, while the license is held. */
final class Occupants {

    /** How many named users and leases hold a seat. */
    record Held(int users, int leases) {}

    /** Who lost a seat, as its event tells of them: a fingerprint, the address of a person, or the name of a token. */
    record Holder(UUID id, UUID licenseId, String who) {}

    private final ChangeLog changes;

    Occupants(ChangeLog changes) {
        this.changes = changes;
    }

    /** Who holds a seat once what is over by time alone has been freed. */
    static Held held(Handle transaction, UUID license, Instant now) {
        return new Held(
                held(transaction, "license_users", license, now), held(transaction, "license_leases", license, now));
    }

    private static int held(Handle transaction, String table, UUID license, Instant now) {
        transaction
                .createUpdate("update " + table
                        + " set held = false where license_id = :license and held and held_until <= :now")
                .bind("license", license)
                .bind("now", now)
                .execute();
        return transaction
                .createQuery("select count(*) from " + table + " where license_id = :license and held")
                .bind("license", license)
                .mapTo(Integer.class)
                .one();
    }

    /** Moves machines to another license; one that is active on both keeps its seat there. */
    void moveMachines(Handle transaction, Actor actor, UUID from, UUID to, Instant now) {
        Map<String, ?> binds = Map.of("from", from, "to", to, "by", actor.kind().name(), "now", now);
        List<Holder> both =
                transaction.createQuery("""
                        update license_activations a set deactivated_at = :now, deactivated_by = :by
                        where license_id = :from and deactivated_at is null
                          and exists (select from license_activations b where b.license_id = :to
                                      and b.fingerprint = a.fingerprint and b.deactivated_at is null)
                        returning id, license_id, fingerprint as who
                        """).bindMap(binds).mapTo(Holder.class).list();
        tell(transaction, actor, "activation.deactivated", "activation", both);
        transaction
                .createUpdate("update license_activations set license_id = :to"
                        + " where license_id = :from and deactivated_at is null")
                .bindMap(binds)
                .execute();
    }

    /**
     * Moves named users with their seats to another license, but for those that it knows already.
     *
     * @return how many of them hold seats and stay behind
     */
    static int moveUsers(Handle transaction, UUID from, UUID to, Instant now) {
        transaction.createUpdate("""
                        update license_users set license_id = :to
                        where license_id = :from and held
                          and person not in (select person from license_users where license_id = :to)
                        """).bind("from", from).bind("to", to).execute();
        return held(transaction, "license_users", from, now);
    }

    /** Takes all machines off a license, and ends its leases. */
    int endMachines(Handle transaction, Actor actor, UUID license, Instant now) {
        List<Holder> leases = ending(transaction, actor, license, now, """
                update license_leases set held = false, ended_at = :now, end_reason = 'the license was transferred'
                where license_id = :license and held and ended_at is null
                returning id, license_id, fingerprint as who
                """);
        tell(transaction, actor, "lease.force-released", "lease", leases);
        List<Holder> machines = ending(transaction, actor, license, now, """
                update license_activations set deactivated_at = :now, deactivated_by = :by
                where license_id = :license and deactivated_at is null
                returning id, license_id, fingerprint as who
                """);
        tell(transaction, actor, "activation.deactivated", "activation", machines);
        return machines.size();
    }

    /** Takes the seats of all named users, and their invitations, at once: none of them cools off. */
    int releaseUsers(Handle transaction, Actor actor, UUID license, Instant now) {
        List<Holder> users = ending(transaction, actor, license, now, """
                update license_users
                set state = 'RELEASED', invited_until = null, released_at = :now, cools_until = null, held = false,
                    held_until = :now
                where license_id = :license and held
                returning id, license_id, email as who
                """);
        tell(transaction, actor, "license-user.released", "license-user", users);
        return users.size();
    }

    /** Ends all tokens of a license. */
    void endTokens(Handle transaction, Actor actor, UUID license, Instant now) {
        List<Holder> tokens = ending(transaction, actor, license, now, """
                update license_tokens set revoked_at = :now
                where license_id = :license and revoked_at is null
                returning id, license_id, name as who
                """);
        tell(transaction, actor, "license-token.revoked", "license-token", tokens);
    }

    /** Lets the tokens of a license that is nobody's any more work for another one, until then. */
    static void lendTokens(Handle transaction, UUID from, UUID to, Instant endsAt) {
        transaction
                .createUpdate("""
                        update license_tokens set license_id = :to, expires_at = least(expires_at, :endsAt)
                        where license_id = :from and revoked_at is null
                        """)
                .bindMap(Map.of("from", from, "to", to, "endsAt", endsAt))
                .execute();
    }

    private static List<Holder> ending(Handle transaction, Actor actor, UUID license, Instant now, String sql) {
        return transaction
                .createQuery(sql)
                .bindMap(Map.of("license", license, "by", actor.kind().name(), "now", now))
                .mapTo(Holder.class)
                .list();
    }

    private void tell(Handle transaction, Actor actor, String action, String record, List<Holder> holders) {
        for (Holder holder : holders) {
            changes.record(transaction, actor, new Change(action, record, holder.id(), holder, null));
        }
    }
}
