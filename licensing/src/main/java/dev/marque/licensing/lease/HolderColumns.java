package dev.marque.licensing.lease;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.licensing.rows.Columns;
import dev.marque.licensing.rows.JsonColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.Update;

/** A holder as columns, which have the same names in both tables. */
final class HolderColumns {

    private HolderColumns() {}

    static Holder read(ResultSet row) throws SQLException {
        return new Holder(
                new Fingerprint(Columns.text(row, "fingerprint"), JsonColumns.texts(row.getString("components"))),
                Columns.textOrNull(row, "process"),
                Columns.textOrNull(row, "user_name"));
    }

    static Update bind(Update update, Holder holder) {
        return update.bind("fingerprint", holder.machine().value())
                .bind("components", JsonColumns.write(holder.machine().components()))
                .bind("process", holder.process())
                .bind("user", holder.user());
    }
}
