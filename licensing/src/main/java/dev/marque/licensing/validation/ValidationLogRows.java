package dev.marque.licensing.validation;

import dev.marque.licensing.validation.ValidationLog.Line;
import dev.marque.platform.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The lines of one tenant, in one statement. */
final class ValidationLogRows {

    /** How exactly is remembered when a machine was last heard of. */
    static final Duration SEEN_TO = Duration.ofHours(1);

    private static final String INSERT = """
            with line as (
                select * from unnest(:ids, :licenses, :activations, :codes, :valids, :versions, :addresses,
                                     :fingerprints, cast(:times as timestamptz[]))
                    as n (id, license_id, activation_id, code, valid, app_version, address, fingerprint, at)
            ), seen as (
                update license_activations a set seen_at = s.at
                from (select activation_id, max(at) as at from line where activation_id is not null group by 1) s
                where a.id = s.activation_id and a.deactivated_at is null
                  and a.refreshed_at <= s.at - :seenTo and (a.seen_at is null or a.seen_at <= s.at - :seenTo)
            )
            insert into validation_logs (id, tenant_id, license_id, activation_id, code, valid, app_version, address,
                                         fingerprint, validated_at)
            select id, :tenant, license_id, activation_id, code, valid, app_version, address, fingerprint, at from line
            """;

    private ValidationLogRows() {}

    static void insert(Handle transaction, TenantId tenant, List<Line> lines) {
        transaction
                .createUpdate(INSERT)
                .bind("tenant", tenant)
                .bind("ids", all(lines, Line::id, UUID[]::new))
                .bind("licenses", all(lines, Line::license, UUID[]::new))
                .bind("activations", all(lines, Line::activation, UUID[]::new))
                .bind("codes", all(lines, line -> line.code().name(), String[]::new))
                .bind("valids", all(lines, line -> line.code().valid(), Boolean[]::new))
                .bind("versions", all(lines, Line::version, String[]::new))
                .bind("addresses", all(lines, Line::address, String[]::new))
                .bind("fingerprints", all(lines, Line::fingerprint, String[]::new))
                .bind("times", all(lines, line -> text(line.at()), String[]::new))
                .bind("seenTo", SEEN_TO)
                .execute();
    }

    private static String text(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toString();
    }

    private static <T extends @Nullable Object> T[] all(
            List<Line> lines, Function<Line, T> part, IntFunction<T[]> array) {
        return lines.stream().map(part).toArray(array);
    }
}
