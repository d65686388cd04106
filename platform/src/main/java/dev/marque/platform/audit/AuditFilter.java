package dev.marque.platform.audit;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the audit trail are wanted; what is null does not matter.
 *
 * @param from at or after this moment
 * @param to before this moment
 */
public record AuditFilter(
        @Nullable UUID actorId,
        @Nullable String action,
        @Nullable String recordType,
        @Nullable UUID recordId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String requestId,
        @Nullable String address) {

    /** The condition on {@code audit_logs a}; {@link #bind} gives its values. */
    static final String CONDITION = """
            (cast(:actorId as uuid) is null or a.actor_id = :actorId)
            and (cast(:action as text) is null or a.action = :action)
            and (cast(:recordType as text) is null or a.record_type = :recordType)
            and (cast(:recordId as uuid) is null or a.record_id = :recordId)
            and (cast(:from as timestamptz) is null or a.occurred_at >= :from)
            and (cast(:to as timestamptz) is null or a.occurred_at < :to)
            and (cast(:requestId as text) is null or a.request_id = :requestId)
            and (cast(:address as text) is null or a.address = :address)
            """;

    /** Everything. */
    public static AuditFilter none() {
        return new AuditFilter(null, null, null, null, null, null, null, null);
    }

    <S extends SqlStatement<S>> S bind(S statement) {
        return statement
                .bind("actorId", actorId)
                .bind("action", action)
                .bind("recordType", recordType)
                .bind("recordId", recordId)
                .bind("from", from)
                .bind("to", to)
                .bind("requestId", requestId)
                .bind("address", address);
    }
}
