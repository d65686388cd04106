package dev.marque.keys.offline;

import dev.marque.keys.json.StrictBase64;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which licenses a vendor has suspended or revoked, for machines that cannot ask; {@link RevocationLists} writes and
 * reads it. Licenses stand in it as the first 64 bits of a SHA-256, so that nobody learns from it which there are. A
 * license that is not listed is taken for one that is with a probability of one in 2⁴⁸ when the list is full.
 */
public final class RevocationList {

    /** How many licenses a list holds at most, revoked and suspended together. */
    public static final int MAX_LICENSES = 50_000;

    /** How many signing keys. */
    public static final int MAX_KEYS = 1_000;

    private static final int MAX_TEXT = 100;
    private static final Set<String> NAMES = Set.of(
            "format", "issuer", "product", "number", "issued", "nextUpdate", "revoked", "suspended", "revokedKeys");

    /** What a list says of a license. */
    public enum Standing {
        NOT_LISTED,
        SUSPENDED,
        REVOKED
    }

    private final String issuer;
    private final @Nullable String product;
    private final long number;
    private final Instant issuedAt;
    private final Instant nextUpdate;
    private final long[] revoked;
    private final long[] suspended;
    private final Set<String> revokedKeys;

    private RevocationList(
            String issuer,
            @Nullable String product,
            long number,
            Instant issuedAt,
            Instant nextUpdate,
            long[] revoked,
            long[] suspended,
            Set<String> revokedKeys) {
        if (revoked.length + suspended.length > MAX_LICENSES || revokedKeys.size() > MAX_KEYS) {
            throw new IllegalArgumentException("a list has at most " + MAX_LICENSES + " licenses");
        }
        if (number < 1 || !issuedAt.isBefore(nextUpdate)) {
            throw new IllegalArgumentException("a list has a number, and the next one comes later");
        }
        this.issuer = issuer;
        this.product = product;
        this.number = number;
        this.issuedAt = issuedAt;
        this.nextUpdate = nextUpdate;
        this.revoked = revoked;
        this.suspended = suspended;
        this.revokedKeys = Set.copyOf(revokedKeys);
    }

    /**
     * A new list.
     *
     * @param issuer the tenant's id
     * @param product the code of the product that it is about; null for all
     * @param number higher than that of every earlier list of the same issuer and product
     * @param revoked ids of licenses, as files name them
     * @param revokedKeys kids of signing keys that count no more
     */
    public static RevocationList of(
            String issuer,
            @Nullable String product,
            long number,
            Instant issuedAt,
            Instant nextUpdate,
            Collection<String> revoked,
            Collection<String> suspended,
            Collection<String> revokedKeys) {
        return new RevocationList(
                issuer,
                product,
                number,
                issuedAt,
                nextUpdate,
                hashes(revoked),
                hashes(suspended),
                Set.copyOf(revokedKeys));
    }

    public String issuer() {
        return issuer;
    }

    /** Null for all products. */
    public @Nullable String product() {
        return product;
    }

    public long number() {
        return number;
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    /** By when whoever needs to be up to date gets the next one. */
    public Instant nextUpdate() {
        return nextUpdate;
    }

    public int licenses() {
        return revoked.length + suspended.length;
    }

    public Set<String> revokedKeys() {
        return revokedKeys;
    }

    /** What it says of a license, by the id that files name. */
    public Standing standing(String licenseId) {
        long hash = hash(licenseId);
        if (Arrays.binarySearch(revoked, hash) >= 0) {
            return Standing.REVOKED;
        }
        return Arrays.binarySearch(suspended, hash) >= 0 ? Standing.SUSPENDED : Standing.NOT_LISTED;
    }

    /** Whether it lists a license at all. */
    public boolean contains(String licenseId) {
        return standing(licenseId) != Standing.NOT_LISTED;
    }

    /** Whether a later one should be there by now. */
    public boolean isStale(Instant now) {
        return !now.isBefore(nextUpdate);
    }

    /** Whether both are lists of the same licenses. */
    boolean isAbout(RevocationList other) {
        return issuer.equals(other.issuer) && String.valueOf(product).equals(String.valueOf(other.product));
    }

    Map<String, @Nullable Object> payload() {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("format", 1L);
        payload.put("issuer", issuer);
        payload.put("product", product);
        payload.put("number", number);
        payload.put("issued", issuedAt.toString());
        payload.put("nextUpdate", nextUpdate.toString());
        payload.put("revoked", text(revoked));
        payload.put("suspended", text(suspended));
        payload.put("revokedKeys", revokedKeys.stream().sorted().toList());
        return payload;
    }

    /** @throws IllegalArgumentException when it is none */
    static RevocationList of(Map<String, ? extends @Nullable Object> payload) {
        Fields fields = new Fields(payload, NAMES);
        if (!(payload.get("number") instanceof Long number)
                || !(payload.get("revoked") instanceof String revoked)
                || !(payload.get("suspended") instanceof String suspended)
                || !(payload.get("revokedKeys") instanceof List<?> keys)
                || !keys.stream().allMatch(String.class::isInstance)) {
            throw new IllegalArgumentException("no list");
        }
        return new RevocationList(
                fields.text("issuer", MAX_TEXT),
                fields.textOrNull("product", MAX_TEXT),
                number,
                fields.instant("issued"),
                fields.instant("nextUpdate"),
                hashes(revoked),
                hashes(suspended),
                Set.copyOf(keys.stream().map(String.class::cast).toList()));
    }

    private static String text(long[] hashes) {
        ByteBuffer bytes = ByteBuffer.allocate(hashes.length * Long.BYTES);
        Arrays.stream(hashes).forEach(bytes::putLong);
        return StrictBase64.encode(bytes.array());
    }

    private static long[] hashes(String text) {
        byte[] bytes = StrictBase64.decode(text);
        if (bytes == null || bytes.length % Long.BYTES != 0) {
            throw new IllegalArgumentException("no hashes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long[] hashes = LongStream.generate(buffer::getLong)
                .limit(bytes.length / Long.BYTES)
                .toArray();
        // In order and each once, or they would not be found.
        for (int i = 1; i < hashes.length; i++) {
            if (hashes[i - 1] >= hashes[i]) {
                throw new IllegalArgumentException("hashes are in order");
            }
        }
        return hashes;
    }

    private static long[] hashes(Collection<String> ids) {
        return ids.stream().mapToLong(RevocationList::hash).sorted().distinct().toArray();
    }

    private static long hash(String licenseId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("license/" + licenseId).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "RevocationList[" + issuer + ", " + product + ", " + number + "]";
    }
}
