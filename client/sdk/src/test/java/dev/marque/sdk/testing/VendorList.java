package dev.marque.sdk.testing;

import dev.marque.keys.offline.RevocationList;
import dev.marque.keys.offline.RevocationLists;
import dev.marque.keys.sign.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Revocation lists as the vendor's server writes them.
 *
 * @param product the code of the product that it is about; null for all
 */
public record VendorList(
        String issuer,
        @Nullable String product,
        long number,
        Instant issuedAt,
        List<String> revoked,
        List<String> suspended,
        List<String> revokedKeys) {

    /** The id that answers and files of {@link VendorLicense} name. */
    public static final String LICENSE = "license-1";

    public VendorList {
        revoked = List.copyOf(revoked);
        suspended = List.copyOf(suspended);
        revokedKeys = List.copyOf(revokedKeys);
    }

    /** Of all products, with nothing in it. */
    public static VendorList numbered(long number, Instant issuedAt) {
        return new VendorList("vendor", null, number, issuedAt, List.of(), List.of(), List.of());
    }

    public VendorList about(String code) {
        return new VendorList(issuer, code, number, issuedAt, revoked, suspended, revokedKeys);
    }

    public VendorList by(String other) {
        return new VendorList(other, product, number, issuedAt, revoked, suspended, revokedKeys);
    }

    public VendorList revoking(String id) {
        return new VendorList(issuer, product, number, issuedAt, List.of(id), suspended, revokedKeys);
    }

    public VendorList suspending(String id) {
        return new VendorList(issuer, product, number, issuedAt, revoked, List.of(id), revokedKeys);
    }

    public VendorList revokingKey(String kid) {
        return new VendorList(issuer, product, number, issuedAt, revoked, suspended, List.of(kid));
    }

    public String signedBy(SigningKey key) {
        return RevocationLists.write(
                RevocationList.of(
                        issuer,
                        product,
                        number,
                        issuedAt,
                        issuedAt.plus(Duration.ofDays(7)),
                        revoked,
                        suspended,
                        revokedKeys),
                key);
    }
}
