package dev.marque.platform.secrets.rotation;

/**
 * A column that holds what a {@link dev.marque.platform.secrets.SecretBox} sealed, or null. Its table has a
 * {@code tenant_id}, and the application may update the column.
 *
 * @param purpose the one that it is sealed for
 */
public record SealedColumn(String table, String column, String purpose) {

    private static final String NAME = "[a-z_]+";

    /** The names become part of SQL. */
    public SealedColumn {
        if (!table.matches(NAME) || !column.matches(NAME)) {
            throw new IllegalArgumentException("not a column: " + table + "." + column);
        }
    }
}
