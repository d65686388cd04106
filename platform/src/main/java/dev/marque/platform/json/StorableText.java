package dev.marque.platform.json;

/**
 * What PostgreSQL can store as text: everything but U+0000 and halves of surrogate pairs. Refused at the door, they are
 * a problem that names its place; refused by the database, they would be a failure of ours.
 */
public final class StorableText {

    public static final String MESSAGE = "must not contain U+0000 or half of a surrogate pair";

    private StorableText() {}

    public static boolean is(String text) {
        return text.codePoints().allMatch(StorableText::isStorable);
    }

    /** The text with U+FFFD in place of what cannot be stored, or sent. */
    public static String repaired(String text) {
        return text.codePoints()
                .map(c -> isStorable(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isStorable(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }
}
