package dev.marque.platform.audit.chain;

import dev.marque.platform.audit.chain.Finding.Kind;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a chain link by link and tells what does not fit. A pure rule: it reads nothing by itself and remembers only
 * the last link. After a link that does not fit it goes on from there, so that one mistake is told once.
 */
final class ChainWalk {

    private final Consumer<Finding> findings;
    private ChainHead head;

    ChainWalk(ChainHead start, Consumer<Finding> findings) {
        this.head = start;
        this.findings = findings;
    }

    /**
     * The next link, in the order of sequences.
     *
     * @param row what the seal seals; null if it is not there
     * @param signed the chain hashes that check-points have at this sequence
     */
    void accept(Seal seal, @Nullable AuditRow row, Collection<Hash> signed) {
        if (seal.sequence() != head.sequence() + 1) {
            findings.accept(new Finding(Kind.SEAL_MISSING, head.sequence() + 1, null));
        } else if (!head.seal(seal.auditId(), seal.rowHash()).equals(seal)) {
            tell(Kind.CHAIN_BROKEN, seal);
        }
        if (row == null) {
            tell(Kind.ROW_MISSING, seal);
        } else if (!row.hash().equals(seal.rowHash()) || !row.id().equals(seal.auditId())) {
            tell(Kind.ROW_ALTERED, seal);
        }
        if (signed.stream().anyMatch(hash -> !hash.equals(seal.chainHash()))) {
            tell(Kind.CHECKPOINT_MISMATCH, seal);
        }
        head = seal.head();
    }

    /**
     * There are no more links.
     *
     * @param lastSigned the highest sequence that a check-point has; 0 for none
     */
    ChainHead finish(long lastSigned) {
        if (lastSigned > head.sequence()) {
            findings.accept(new Finding(Kind.END_MISSING, head.sequence() + 1, null));
        }
        return head;
    }

    private void tell(Kind kind, Seal seal) {
        findings.accept(new Finding(kind, seal.sequence(), seal.auditId()));
    }
}
