package dev.marque.platform.audit.chain;

import java.util.UUID;

/** A row's place in the chain. */
public record Seal(long sequence, UUID auditId, Hash rowHash, Hash chainHash) {

    ChainHead head() {
        return new ChainHead(sequence, chainHash);
    }
}
