package dev.marque.platform.tenant;

import java.util.regex.Pattern;

/**
 * Names an environment within a tenant. It never changes, so records, events and keys say their environment by it.
 *
 * @param value 2 to 32 of a-z, 0-9 and hyphen; begins with a letter and does not end with a hyphen
 */
public record EnvironmentCode(String value) {

    /** What a code looks like. */
    public static final String FORM = "[a-z][a-z0-9-]{0,30}[a-z0-9]";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    /** The one that every tenant has. */
    public static final EnvironmentCode PRODUCTION = new EnvironmentCode("production");

    public EnvironmentCode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not the code of an environment");
        }
    }

    public static boolean isValid(String value) {
        return PATTERN.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
