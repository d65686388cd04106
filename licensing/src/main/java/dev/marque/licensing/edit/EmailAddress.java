package dev.marque.licensing.edit;

import java.util.Locale;

/**
 * Who somebody is. Two addresses are one person's if they differ only in upper and lower case, or in white space around
 * them.
 *
 * @param given as somebody wrote it, without white space around it
 * @param normal the same for all ways to write it
 */
public record EmailAddress(String given, String normal) {

    /** The longest address that can be delivered to (RFC 5321, with RFC 3696's erratum). */
    public static final int MAX = 254;

    public static EmailAddress of(String text) {
        String given = text.strip();
        return new EmailAddress(given, given.toLowerCase(Locale.ROOT));
    }

    /** What follows the last at sign, in lower case. */
    public String domain() {
        return normal.substring(normal.lastIndexOf('@') + 1);
    }
}
