package dev.marque.platform.database;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * That something changed which processes keep in memory. Triggers tell of it in the transaction of the change
 * ({@code tell_change} in the schema), and say only what changed, never how.
 *
 * @param id of the license, the product or the tenant; for {@link Kind#EVERYTHING} without a meaning
 */
public record ToldChange(Kind kind, UUID id) {

    /** What changed. */
    public enum Kind {
        LICENSE,
        /** A product, or which versions of it there are. */
        PRODUCT,
        /** What concerns all licenses of a tenant. */
        TENANT,
        /** So much that it was not told one by one. */
        EVERYTHING
    }

    static final ToldChange EVERYTHING = new ToldChange(Kind.EVERYTHING, new UUID(0, 0));

    /** Changes as triggers write them: {@code license <id>;product <id>;}. */
    static List<ToldChange> readAll(String text) {
        return Arrays.stream(text.split(";", -1))
                .filter(part -> !part.isEmpty())
                .map(ToldChange::read)
                .toList();
    }

    /** What a newer version tells may not be understood: then anything may have changed. */
    static ToldChange read(String text) {
        int space = text.indexOf(' ');
        try {
            return space < 0
                    ? EVERYTHING
                    : new ToldChange(
                            Kind.valueOf(text.substring(0, space).toUpperCase(Locale.ROOT)),
                            UUID.fromString(text.substring(space + 1)));
        } catch (IllegalArgumentException unknown) {
            return EVERYTHING;
        }
    }
}
