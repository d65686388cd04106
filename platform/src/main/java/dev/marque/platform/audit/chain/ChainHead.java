package dev.marque.platform.audit.chain;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Where a chain stands: what the next seal follows.
 *
 * @param sequence how many rows have been sealed since the tenant's beginning
 */
public record ChainHead(long sequence, Hash chainHash) {

    /** Before the first row. */
    public static final ChainHead GENESIS = new ChainHead(0, Hash.ZERO);

    private static final int HASH_BYTES = 32;

    /**
     * The seal of the next row. Its chain hash is SHA-256 over 72 bytes: the chain hash before it, its sequence as eight
     * bytes big-endian, its row hash.
     */
    Seal seal(UUID auditId, Hash rowHash) {
        long next = sequence + 1;
        byte[] link = ByteBuffer.allocate(HASH_BYTES + Long.BYTES + HASH_BYTES)
                .put(chainHash.bytes())
                .putLong(next)
                .put(rowHash.bytes())
                .array();
        return new Seal(next, auditId, rowHash, Hash.of(link));
    }
}
