package dev.marque.platform.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of memory, written as {@code 512K}, {@code 256M} or {@code 4G}, or as a number of bytes. */
public record MemorySize(long bytes) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})([KMG]?)");
    private static final String UNITS = "KMG";

    /** @throws IllegalArgumentException if it is none */
    public static MemorySize of(String text) {
        Matcher matcher = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("an amount of memory looks like 512K, 256M or 4G, not " + text);
        }
        int power = matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
        return new MemorySize(Long.parseLong(matcher.group(1)) << 10 * power);
    }
}
