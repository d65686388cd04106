package dev.marque.platform.change;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to one record. It becomes an audit row and an event in the same transaction as the change
 * itself, so that neither can be missing.
 *
 * @param action {@code <record>.<past participle>}, such as {@code license.suspended}; stable, since webhooks name it
 * @param recordType such as {@code license}
 * @param before the record as it was, null when it is new; written as JSON, so it must not hold secrets
 * @param after the record as it is now, null when it is gone; written as JSON, so it must not hold secrets
 */
public record Change(
        String action,
        String recordType,
        UUID recordId,
        @Nullable Object before,
        @Nullable Object after) {

    public static Change created(String recordType, UUID id, Object after) {
        return new Change(recordType + ".created", recordType, id, null, after);
    }

    public static Change of(String action, String recordType, UUID id, Object before, Object after) {
        return new Change(action, recordType, id, before, after);
    }

    /** Something that was looked at or used, and left as it was; worth remembering, nothing to compare. */
    public static Change happened(String action, String recordType, UUID id) {
        return new Change(action, recordType, id, null, null);
    }
}
