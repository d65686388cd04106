package dev.marque.platform.audit.chain;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of walking a tenant's chain.
 *
 * @param intact whether nothing was found
 * @param from the first sequence that was checked: 1, or where the retention left off
 * @param to the last one; {@code from - 1} if the chain is empty
 * @param unsealed rows that wait for the sealer, normally those of the last second
 * @param checkpoints how many check-points were checked
 * @param findingCount how many findings there are
 * @param findings the first of them, at most {@value #SHOWN}
 */
@Schema(name = "AuditVerification")
public record Verification(
        boolean intact,
        Instant verifiedAt,
        long from,
        long to,
        long unsealed,
        long checkpoints,
        long findingCount,
        List<Finding> findings) {

    static final int SHOWN = 1_000;

    public Verification {
        findings = List.copyOf(findings);
    }
}
