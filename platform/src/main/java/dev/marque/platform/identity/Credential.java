package dev.marque.platform.identity;

import java.util.Locale;
import java.util.Optional;

/**
 * What an {@code Authorization} header carries.
 *
 * @param scheme in lower case, such as {@code bearer} or {@code license}
 * @param value the secret; not in {@link #toString()}
 */
public record Credential(String scheme, String value) {

    /** Reads the header; empty if it does not have the form {@code <scheme> <value>}. */
    public static Optional<Credential> parse(String header) {
        int space = header.indexOf(' ');
        if (space <= 0) {
            return Optional.empty();
        }
        String value = header.substring(space + 1).strip();
        String scheme = header.substring(0, space).toLowerCase(Locale.ROOT);
        return value.isEmpty() ? Optional.empty() : Optional.of(new Credential(scheme, value));
    }

    @Override
    public String toString() {
        return "Credential[" + scheme + "]";
    }
}
