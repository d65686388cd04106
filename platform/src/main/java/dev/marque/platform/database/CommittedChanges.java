package dev.marque.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.transaction.TransactionException;

/** Commits, and learns in the same round trip what the transaction's triggers told. */
final class CommittedChanges {

    private static final String COMMIT = "select current_setting('marque.changed', true); commit";

    private CommittedChanges() {}

    /**
     * What was changed, now that it is committed.
     *
     * @throws TransactionException if it was not
     */
    static List<ToldChange> commit(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(COMMIT);
            try (ResultSet rows = statement.getResultSet()) {
                String told = rows.next() ? rows.getString(1) : null;
                return told == null || told.isEmpty() ? List.of() : ToldChange.readAll(told);
            }
        } catch (SQLException e) {
            throw new TransactionException("The transaction was not committed", e);
        }
    }
}
