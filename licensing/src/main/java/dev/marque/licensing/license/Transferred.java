package dev.marque.licensing.license;

import org.jspecify.annotations.Nullable;

/**
 * A license in other hands.
 *
 * @param key its new key; null if it keeps the one it had
 * @param machines how many were taken off
 * @param users how many named users lost their seats
 */
public record Transferred(License license, @Nullable String key, int machines, int users) {

    @Override
    public String toString() {
        return "Transferred[" + license.number() + "]";
    }
}
