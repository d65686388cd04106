package dev.marque.keygen.wire;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in addresses and documents. */
public final class Ids {

    private static final Pattern FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Ids() {}

    /** The id; empty for a text that is none, which may be a fingerprint, a key, a code or an address. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** The id of a kind of record that can be asked for by its id only. */
    public static UUID need(String what, String text) {
        return parse(text).orElseThrow(() -> Failure.notFound(what, text));
    }
}
