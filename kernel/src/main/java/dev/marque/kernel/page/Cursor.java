package dev.marque.kernel.page;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The opaque text form of a place in a list: 22 characters of base64url over the id of the last item seen. */
public final class Cursor {

    private static final int ID_BYTES = 16;
    private static final int TEXT_LENGTH = 22;

    private Cursor() {}

    /** The text of a place. */
    public static String encode(UUID id) {
        byte[] bytes = ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The place of a text; empty if {@link #encode} never made such a text. */
    public static Optional<UUID> decode(String text) {
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            return encode(id).equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
