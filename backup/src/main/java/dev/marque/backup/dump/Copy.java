package dev.marque.backup.dump;

import static java.util.stream.Collectors.joining;

import dev.marque.backup.archive.Schema;
import dev.marque.backup.archive.Totals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** Rows of one table as COPY text, out and in, digested on the way. */
final class Copy {

    private static final int BUFFER_BYTES = 64 * 1024;

    private Copy() {}

    /** Writes the rows that the connection sees. */
    static Totals.Rows out(Connection connection, Schema.Table table, OutputStream to)
            throws SQLException, IOException {
        // A query, because COPY of a partitioned table itself takes no rows out.
        CopyOut copy = manager(connection)
                .copyOut("copy (select " + columns(table) + " from " + OwnerConnection.quoted(table.name())
                        + ") to stdout");
        RowDigest digest = new RowDigest();
        try {
            for (byte[] part = copy.readFromCopy(); part != null; part = copy.readFromCopy()) {
                digest.update(part, 0, part.length);
                to.write(part);
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        return digest.rows();
    }

    /** Digests the rows that the connection sees. */
    static Totals.Rows digest(Connection connection, Schema.Table table) throws SQLException, IOException {
        return out(connection, table, OutputStream.nullOutputStream());
    }

    /** Inserts rows. */
    static Totals.Rows in(Connection connection, Schema.Table table, InputStream from)
            throws SQLException, IOException {
        CopyIn copy = manager(connection)
                .copyIn("copy " + OwnerConnection.quoted(table.name()) + " (" + columns(table) + ") from stdin");
        RowDigest digest = new RowDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                digest.update(buffer, 0, length);
                copy.writeToCopy(buffer, 0, length);
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        return digest.rows();
    }

    private static CopyManager manager(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static String columns(Schema.Table table) {
        return table.columns().stream().map(OwnerConnection::quoted).collect(joining(", "));
    }
}
