package dev.marque.edge.premises;

import dev.marque.edge.EdgeCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a server at a customer stands.
 *
 * @param detail for people
 * @param fingerprint of the server: the thumbprint of the key with which it signs
 * @param license whose seats it gives; null before its first file
 * @param file the text of its license file; null if there is none
 * @param graceFrom from when on its administrator had better bring a new file; null for never
 * @param endsAt when it gives no more seats; null for never
 */
public record EdgeStatus(
        EdgeCode code,
        String detail,
        @Nullable String fingerprint,
        @Nullable UUID license,
        @Nullable String number,
        @Nullable String file,
        @Nullable Instant graceFrom,
        @Nullable Instant endsAt) {

    /** Of a server that is no such server. */
    public static final EdgeStatus VENDOR = new EdgeStatus(
            EdgeCode.NOT_AN_EDGE, "This is the vendor's own server.", null, null, null, null, null, null);

    @Override
    public String toString() {
        return "EdgeStatus[" + code + "]";
    }
}
