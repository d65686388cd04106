package dev.marque.platform.secrets.rotation;

import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.tenant.TenantId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What a tenant has in one sealed column that is not under the current key yet. */
final class SealedRows {

    private static final int AT_ONCE = 100;
    private static final String OLD = " is not null and substring(%s from 1 for length(:header)) <> :header";

    private record Row(String place, byte[] sealed) {}

    private final SecretBox box;
    private final TenantId tenant;
    private final SealedColumn column;

    SealedRows(SecretBox box, TenantId tenant, SealedColumn column) {
        this.box = box;
        this.tenant = tenant;
        this.column = column;
    }

    long count(Handle transaction) {
        return transaction
                .createQuery("select count(*) from " + column.table() + " where " + old())
                .bind("header", box.currentHeader())
                .mapTo(Long.class)
                .one();
    }

    /** Seals some of them anew, and returns how many. A row that somebody else holds is left for the next time. */
    int reseal(Handle transaction) {
        String select = "select ctid::text as place, " + column.column() + " as sealed from " + column.table()
                + " where " + old() + " limit " + AT_ONCE + " for update skip locked";
        List<Row> rows = transaction
                .createQuery(select)
                .bind("header", box.currentHeader())
                .mapTo(Row.class)
                .list();
        rows.forEach(row -> replace(transaction, row));
        return rows.size();
    }

    private void replace(Handle transaction, Row row) {
        byte[] plain = box.open(tenant, column.purpose(), row.sealed());
        // The row is held, so it stays in its place until the transaction ends.
        transaction
                .createUpdate("update " + column.table() + " set " + column.column()
                        + " = :fresh where ctid = cast(:place as tid) and " + column.column() + " = :sealed")
                .bind("fresh", box.seal(tenant, column.purpose(), plain))
                .bind("place", row.place())
                .bind("sealed", row.sealed())
                .execute();
    }

    private String old() {
        return column.column() + OLD.formatted(column.column());
    }
}
