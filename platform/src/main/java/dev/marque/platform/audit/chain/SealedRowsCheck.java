package dev.marque.platform.audit.chain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Feeds a {@link ChainWalk} from the database, batch by batch. */
record SealedRowsCheck(Database database, TenantId tenant, Findings findings) {

    private static final int BATCH = 2_000;

    /** Seals, the rows that are there, and the hashes that check-points have. */
    private record Batch(List<Seal> seals, Map<UUID, AuditRow> rows, Map<Long, List<Hash>> signed) {

        static Batch read(Handle transaction, long after, long upTo) {
            List<Seal> seals = SealRows.after(transaction, after, upTo, BATCH);
            if (seals.isEmpty()) {
                return new Batch(seals, Map.of(), Map.of());
            }
            return new Batch(
                    seals,
                    SealRows.rows(transaction, seals.stream().map(Seal::auditId).toList()).stream()
                            .collect(Collectors.toMap(AuditRow::id, Function.identity())),
                    CheckpointRows.between(
                                    transaction,
                                    seals.getFirst().sequence(),
                                    seals.getLast().sequence())
                            .stream()
                            .collect(groupingBy(Checkpoint::sequence, mapping(Checkpoint::chainHash, toList()))));
        }

        void feed(ChainWalk walk) {
            for (Seal seal : seals) {
                walk.accept(seal, rows.get(seal.auditId()), signed.getOrDefault(seal.sequence(), List.of()));
            }
        }
    }

    void run(ChainHead start, long to, long lastSigned) {
        ChainWalk walk = new ChainWalk(start, findings);
        long after = start.sequence();
        while (after < to) {
            long from = after;
            Batch batch = database.inTenant(tenant, transaction -> Batch.read(transaction, from, to));
            if (batch.seals().isEmpty()) {
                break;
            }
            batch.feed(walk);
            after = batch.seals().getLast().sequence();
        }
        walk.finish(lastSigned);
    }
}
