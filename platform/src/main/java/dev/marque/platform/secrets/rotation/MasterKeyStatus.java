package dev.marque.platform.secrets.rotation;

import java.util.List;

/**
 * How far the replacement of the master key is.
 *
 * @param keyId of the current key, in hexadecimal; it says nothing about the key
 * @param remaining how many secrets are not under it yet
 * @param previousMayBeRemoved nothing is left that needs another key; to be believed once every process has the new one
 */
public record MasterKeyStatus(String keyId, long remaining, boolean previousMayBeRemoved, List<ColumnStatus> columns) {

    /** What remains in one column. */
    public record ColumnStatus(String table, String column, long remaining) {}

    public MasterKeyStatus {
        columns = List.copyOf(columns);
    }
}
