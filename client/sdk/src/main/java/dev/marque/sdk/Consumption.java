package dev.marque.sdk;

import org.jspecify.annotations.Nullable;

/**
 * Whether something that is counted may be used.
 *
 * @param granted whether it may, and was or will be counted
 * @param code {@code GRANTED}, {@code LIMIT_EXCEEDED}, {@code METER_UNKNOWN}, … as docs/metering.md lists them
 * @param message for people, in English
 * @param remaining what is left, as far as is known; null for no end
 * @param later whether the server was out of reach: it was granted by what was known, and is told later, once
 */
public record Consumption(
        boolean granted,
        String code,
        String message,
        @Nullable Long remaining,
        boolean later) {

    /** As an exception, for callers that cannot go on without. */
    public Consumption orThrow() {
        if (!granted) {
            throw new LicenseException(code, message);
        }
        return this;
    }
}
