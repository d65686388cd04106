package dev.marque.platform.audit.chain;

import dev.marque.platform.audit.chain.Finding.Kind;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import java.util.Optional;
import java.util.UUID;

/** Looks for rows without a seal: they wait for the sealer, or they were put in behind its back. */
record UnsealedRowsCheck(Database database, TenantId tenant, Findings findings) {

    private static final int BATCH = 10_000;

    /**
     * Returns how many rows wait for the sealer.
     *
     * @param firstOpen the sealer does not look at rows with smaller ids any more
     */
    long run(UUID firstOpen) {
        long waiting = 0;
        Optional<UUID> from = Optional.of(new UUID(0, 0));
        while (from.isPresent()) {
            UUID after = from.get();
            Unsealed rows = database.inTenant(tenant, transaction -> Unsealed.after(transaction, after, BATCH));
            for (UUID row : rows.ids()) {
                if (isBefore(row, firstOpen)) {
                    findings.tell(Kind.NEVER_SEALED, null, row);
                } else {
                    waiting++;
                }
            }
            from = rows.next();
        }
        return waiting;
    }

    /** As PostgreSQL orders ids; {@link UUID#compareTo} takes the halves for signed numbers. */
    private static boolean isBefore(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high < 0
                || (high == 0
                        && Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits()) < 0);
    }
}
