package dev.marque.platform.limits;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Changes allowances while Marque runs. A change holds for the whole installation; this process follows at once, the
 * others within two seconds. Thread-safe.
 */
@Singleton
public class LimitRules {

    private record Row(String code, int requests, int windowSeconds) {}

    private final Database database;
    private final Allowances allowances;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public LimitRules(Database database, Allowances allowances, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.allowances = allowances;
        this.changes = changes;
        this.clock = clock;
    }

    /** All limits, with what they allow now. */
    public List<LimitRule> list() {
        Map<Limit, Allowance> changed = database.withoutTenant(LimitRules::read);
        return Arrays.stream(Limit.values())
                .map(limit -> rule(limit, changed.get(limit)))
                .toList();
    }

    /**
     * Sets an allowance, or with null takes it back to what is configured.
     *
     * @throws ProblemException NOT_FOUND for an unknown code
     */
    public LimitRule set(Actor actor, String code, @Nullable Allowance allowance) {
        Limit limit = Limit.of(code).orElseThrow(() -> ProblemException.notFound("limit"));
        LimitRule after = database.inTenant(actor.tenant(), transaction -> {
            LimitRule before = rule(limit, read(transaction).get(limit));
            write(transaction, limit, allowance);
            LimitRule now = rule(limit, allowance);
            changes.record(transaction, actor, Change.of("rate-limit.changed", "rate-limit", id(limit), before, now));
            return now;
        });
        load();
        return after;
    }

    /** Takes up what was changed, here or by another process. */
    public void load() {
        allowances.change(database.withoutTenant(LimitRules::read));
    }

    private LimitRule rule(Limit limit, @Nullable Allowance changed) {
        return LimitRule.of(limit, changed == null ? allowances.configured(limit) : changed, changed != null);
    }

    private static Map<Limit, Allowance> read(Handle transaction) {
        EnumMap<Limit, Allowance> changed = new EnumMap<>(Limit.class);
        transaction
                .createQuery("select code, requests, window_seconds from rate_limits")
                .mapTo(Row.class)
                // A code of a newer version, during an upgrade, is none of ours.
                .forEach(row -> Limit.of(row.code())
                        .ifPresent(limit -> changed.put(
                                limit, new Allowance(row.requests(), Duration.ofSeconds(row.windowSeconds())))));
        return changed;
    }

    private void write(Handle transaction, Limit limit, @Nullable Allowance allowance) {
        if (allowance == null) {
            transaction
                    .createUpdate("delete from rate_limits where code = :code")
                    .bind("code", limit.code())
                    .execute();
            return;
        }
        transaction
                .createUpdate("""
                        insert into rate_limits (code, requests, window_seconds, changed_at)
                        values (:code, :requests, :seconds, :now)
                        on conflict (code) do update set requests = excluded.requests,
                            window_seconds = excluded.window_seconds, changed_at = excluded.changed_at
                        """)
                .bind("code", limit.code())
                .bind("requests", allowance.requests())
                .bind("seconds", allowance.window().toSeconds())
                .bind("now", clock.instant())
                .execute();
    }

    /** Limits have codes; the audit trail wants an id: the one that RFC 9562 makes of a name. */
    private static UUID id(Limit limit) {
        return UUID.nameUUIDFromBytes(("rate-limit:" + limit.code()).getBytes(StandardCharsets.UTF_8));
    }
}
