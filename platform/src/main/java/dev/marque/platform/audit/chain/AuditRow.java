package dev.marque.platform.audit.chain;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All columns of a row of {@code audit_logs}, and their hash.
 *
 * <p><b>The form that is hashed</b>, so that an outsider can recompute it. It is the sequence of these 15 texts: the
 * constant {@code marque.audit.row.1}, then tenant_id, id, occurred_at, actor_kind, actor_id, actor_name, action,
 * record_type, record_id, before, after, request_id, address, user_agent. Ids are in lower case with hyphens; the time is
 * the decimal count of microseconds since 1970-01-01T00:00:00Z; {@code before} and {@code after} are as PostgreSQL
 * prints jsonb, which is also how the API sends them. Each text is written as the length of its UTF-8 bytes, four bytes
 * big-endian, followed by these bytes. A null is the length −1 alone, so that it differs from an empty text.
 *
 * @param before the fields that changed, as they were; as PostgreSQL prints jsonb
 * @param after the fields that changed, as they are now; as PostgreSQL prints jsonb
 */
public record AuditRow(
        UUID tenantId,
        UUID id,
        Instant occurredAt,
        String actorKind,
        UUID actorId,
        String actorName,
        String action,
        String recordType,
        UUID recordId,
        @Nullable String before,
        @Nullable String after,
        String requestId,
        @Nullable String address,
        @Nullable String userAgent) {

    /** In the order of hashing. A test compares them with the table. */
    static final List<String> COLUMNS = List.of(
            "tenant_id",
            "id",
            "occurred_at",
            "actor_kind",
            "actor_id",
            "actor_name",
            "action",
            "record_type",
            "record_id",
            "before",
            "after",
            "request_id",
            "address",
            "user_agent");

    private static final String FORM = "marque.audit.row.1";
    private static final int NULL_LENGTH = -1;

    /** SHA-256 over the form described above. */
    public Hash hash() {
        ByteArrayOutputStream form = new ByteArrayOutputStream(512);
        write(form, FORM);
        for (@Nullable Object value : Arrays.asList(
                tenantId,
                id,
                ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt),
                actorKind,
                actorId,
                actorName,
                action,
                recordType,
                recordId,
                before,
                after,
                requestId,
                address,
                userAgent)) {
            write(form, value);
        }
        return Hash.of(form.toByteArray());
    }

    private static void write(ByteArrayOutputStream form, @Nullable Object value) {
        if (value == null) {
            form.writeBytes(length(NULL_LENGTH));
            return;
        }
        byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
        form.writeBytes(length(text.length));
        form.writeBytes(text);
    }

    private static byte[] length(int length) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
    }
}
