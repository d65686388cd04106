package dev.marque.platform.audit.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A chain in memory: its rows, seals and check-points, of which the last covers its end. */
final class RandomChain {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    final Map<UUID, AuditRow> rows = new TreeMap<>();
    final List<Seal> seals = new ArrayList<>();
    final Map<Long, Hash> checkpoints = new TreeMap<>();
    private final Random random;
    private final UUID tenant;

    RandomChain(long seed, int length) {
        random = new Random(seed);
        tenant = id();
        ChainHead head = ChainHead.GENESIS;
        for (int i = 0; i < length; i++) {
            AuditRow row = row(id());
            Seal seal = head.seal(row.id(), row.hash());
            rows.put(row.id(), row);
            seals.add(seal);
            head = seal.head();
            if (random.nextInt(5) == 0 || i == length - 1) {
                checkpoints.put(head.sequence(), head.chainHash());
            }
        }
    }

    /** A row that no other is like. */
    AuditRow row(UUID id) {
        return new AuditRow(
                tenant,
                id,
                START.plusNanos(1_000L * random.nextInt(1_000_000)),
                "USER",
                id(),
                text(),
                text(),
                text(),
                id(),
                random.nextBoolean() ? null : text(),
                random.nextBoolean() ? null : text(),
                text(),
                random.nextBoolean() ? null : text(),
                random.nextBoolean() ? null : text());
    }

    AuditRow rowAt(int index) {
        AuditRow row = rows.get(seals.get(index).auditId());
        if (row == null) {
            throw new IllegalStateException("there is no row any more");
        }
        return row;
    }

    /** Seals anew from an index on, as somebody would who knows how. */
    void sealAgainFrom(int index) {
        ChainHead head = index == 0 ? ChainHead.GENESIS : seals.get(index - 1).head();
        for (int i = index; i < seals.size(); i++) {
            AuditRow row = rowAt(i);
            seals.set(i, head.seal(row.id(), row.hash()));
            head = seals.get(i).head();
        }
    }

    List<Finding> verify() {
        List<Finding> findings = new ArrayList<>();
        ChainWalk walk = new ChainWalk(ChainHead.GENESIS, findings::add);
        seals.stream().sorted(Comparator.comparing(Seal::sequence)).forEach(seal -> {
            @Nullable Hash signed = checkpoints.get(seal.sequence());
            walk.accept(seal, rows.get(seal.auditId()), signed == null ? List.of() : List.of(signed));
        });
        walk.finish(checkpoints.keySet().stream().max(Comparator.naturalOrder()).orElse(0L));
        return findings;
    }

    UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    Hash hash() {
        return Hash.of(text());
    }

    String text() {
        return Long.toHexString(random.nextLong());
    }
}
