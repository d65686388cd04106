package dev.marque.platform.audit.chain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Which of a stretch of the trail's rows have no seal.
 *
 * @param ids in their order
 * @param next after which id the next stretch begins; empty if this was the last one
 */
record Unsealed(List<UUID> ids, Optional<UUID> next) {

    private static final UUID GREATEST = new UUID(-1, -1);

    /**
     * Looks at so many rows after an id. It subtracts one set of ids from the other: how a join of the two is done hangs
     * on statistics, which those of a table that grows are always behind, and a bad one reads the whole trail for each row.
     */
    static Unsealed after(Handle transaction, UUID id, int rows) {
        Optional<UUID> next = transaction
                .createQuery("select id from audit_logs where id > :after order by id offset :most - 1 limit 1")
                .bind("after", id)
                .bind("most", rows)
                .mapTo(UUID.class)
                .findOne();
        List<UUID> ids = transaction
                .createQuery("""
                        select id from audit_logs where id > :after and id <= :upTo
                        except
                        select audit_id from audit_seals where audit_id > :after and audit_id <= :upTo
                        order by 1
                        """)
                .bind("after", id)
                .bind("upTo", next.orElse(GREATEST))
                .mapTo(UUID.class)
                .list();
        return new Unsealed(ids, next);
    }
}
