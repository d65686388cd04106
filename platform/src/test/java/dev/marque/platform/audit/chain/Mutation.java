package dev.marque.platform.audit.chain;

import java.util.List;
import java.util.UUID;

/** What somebody who may write to every table could do to a chain. */
enum Mutation {
    ALTER_A_ROW {
        @Override
        void apply(RandomChain chain, int one, int other) {
            AuditRow row = chain.rowAt(one);
            chain.rows.put(row.id(), altered(chain, row, other));
        }
    },
    DELETE_A_ROW {
        @Override
        void apply(RandomChain chain, int one, int other) {
            chain.rows.remove(chain.seals.get(one).auditId());
        }
    },
    DELETE_A_SEAL {
        @Override
        void apply(RandomChain chain, int one, int other) {
            chain.seals.remove(one);
        }
    },
    DELETE_A_ROW_AND_ITS_SEAL {
        @Override
        void apply(RandomChain chain, int one, int other) {
            chain.rows.remove(chain.seals.remove(one).auditId());
        }
    },
    SWAP_TWO_ROWS {
        @Override
        void apply(RandomChain chain, int one, int other) {
            AuditRow first = chain.rowAt(one);
            AuditRow second = chain.rowAt(other);
            chain.rows.put(first.id(), withId(second, first.id()));
            chain.rows.put(second.id(), withId(first, second.id()));
        }
    },
    SWAP_WHAT_TWO_SEALS_SEAL {
        @Override
        void apply(RandomChain chain, int one, int other) {
            Seal first = chain.seals.get(one);
            Seal second = chain.seals.get(other);
            chain.seals.set(one, new Seal(first.sequence(), second.auditId(), second.rowHash(), first.chainHash()));
            chain.seals.set(other, new Seal(second.sequence(), first.auditId(), first.rowHash(), second.chainHash()));
        }
    },
    SWAP_TWO_SEALS_WHOLE {
        @Override
        void apply(RandomChain chain, int one, int other) {
            Seal first = chain.seals.get(one);
            Seal second = chain.seals.get(other);
            chain.seals.set(one, new Seal(second.sequence(), first.auditId(), first.rowHash(), first.chainHash()));
            chain.seals.set(other, new Seal(first.sequence(), second.auditId(), second.rowHash(), second.chainHash()));
        }
    },
    ALTER_A_SEAL {
        @Override
        void apply(RandomChain chain, int one, int other) {
            Seal seal = chain.seals.get(one);
            List<Seal> choices = List.of(
                    new Seal(seal.sequence(), chain.id(), seal.rowHash(), seal.chainHash()),
                    new Seal(seal.sequence(), seal.auditId(), chain.hash(), seal.chainHash()),
                    new Seal(seal.sequence(), seal.auditId(), seal.rowHash(), chain.hash()));
            chain.seals.set(one, choices.get(other % choices.size()));
        }
    },
    ALTER_A_ROW_AND_SEAL_ALL_AGAIN {
        @Override
        void apply(RandomChain chain, int one, int other) {
            ALTER_A_ROW.apply(chain, one, other);
            chain.sealAgainFrom(one);
        }
    },
    REORDER_AND_SEAL_ALL_AGAIN {
        @Override
        void apply(RandomChain chain, int one, int other) {
            SWAP_WHAT_TWO_SEALS_SEAL.apply(chain, one, other);
            chain.sealAgainFrom(Math.min(one, other));
        }
    },
    PUT_A_ROW_IN_AND_SEAL_ALL_AGAIN {
        @Override
        void apply(RandomChain chain, int one, int other) {
            AuditRow forged = chain.row(chain.id());
            chain.rows.put(forged.id(), forged);
            chain.seals.add(one, new Seal(1, forged.id(), forged.hash(), Hash.ZERO));
            chain.sealAgainFrom(one);
        }
    },
    CUT_THE_END_OFF {
        @Override
        void apply(RandomChain chain, int one, int other) {
            List<Seal> end = chain.seals.subList(one, chain.seals.size());
            end.forEach(seal -> chain.rows.remove(seal.auditId()));
            end.clear();
        }
    },
    CUT_THE_BEGINNING_OFF {
        @Override
        void apply(RandomChain chain, int one, int other) {
            List<Seal> beginning = chain.seals.subList(0, one + 1);
            beginning.forEach(seal -> chain.rows.remove(seal.auditId()));
            beginning.clear();
        }
    },
    ALTER_A_CHECKPOINT {
        @Override
        void apply(RandomChain chain, int one, int other) {
            chain.checkpoints.put(chain.seals.get(one).sequence(), chain.hash());
        }
    };

    /** The two indices differ. */
    abstract void apply(RandomChain chain, int one, int other);

    /** The same row but for one column, any of the fourteen. */
    private static AuditRow altered(RandomChain chain, AuditRow row, int column) {
        AuditRow other = chain.row(chain.id());
        int changed = column % AuditRow.COLUMNS.size();
        return new AuditRow(
                changed == 0 ? chain.id() : row.tenantId(),
                changed == 1 ? other.id() : row.id(),
                changed == 2 ? row.occurredAt().plusNanos(1_000) : row.occurredAt(),
                changed == 3 ? "SYSTEM" : row.actorKind(),
                changed == 4 ? other.actorId() : row.actorId(),
                changed == 5 ? other.actorName() : row.actorName(),
                changed == 6 ? other.action() : row.action(),
                changed == 7 ? other.recordType() : row.recordType(),
                changed == 8 ? other.recordId() : row.recordId(),
                changed == 9 ? chain.text() : row.before(),
                changed == 10 ? chain.text() : row.after(),
                changed == 11 ? other.requestId() : row.requestId(),
                changed == 12 ? chain.text() : row.address(),
                changed == 13 ? chain.text() : row.userAgent());
    }

    private static AuditRow withId(AuditRow row, UUID id) {
        return new AuditRow(
                row.tenantId(),
                id,
                row.occurredAt(),
                row.actorKind(),
                row.actorId(),
                row.actorName(),
                row.action(),
                row.recordType(),
                row.recordId(),
                row.before(),
                row.after(),
                row.requestId(),
                row.address(),
                row.userAgent());
    }
}
