package dev.marque.sdk.state;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the vendor has signed about the license, at one moment.
 *
 * @param valid whether it may be used, as of then
 * @param file whether this comes from a file instead of an answer
 * @param fileEnds when the file ends; null for never, or for an answer
 * @param limits ceilings by name, among them those of meters
 * @param remaining what was left of meters by then, by name; none for those that have no end
 * @param nextCheckAt when the server wants to be asked again
 */
public record Facts(
        String licenseId,
        String number,
        boolean valid,
        String code,
        String detail,
        Instant signedAt,
        boolean file,
        @Nullable Instant fileEnds,
        @Nullable Instant expiresAt,
        @Nullable Instant graceEndsAt,
        Map<String, Entitled> features,
        Map<String, Long> limits,
        Map<String, Long> remaining,
        @Nullable Update update,
        @Nullable Instant nextCheckAt) {

    public Facts {
        features = Collections.unmodifiableMap(new HashMap<>(features));
        limits = Map.copyOf(limits);
        remaining = Map.copyOf(remaining);
    }

    /** The same, but refused for this reason. */
    public Facts refused(String why, String message) {
        return new Facts(
                licenseId,
                number,
                false,
                why,
                message,
                signedAt,
                file,
                fileEnds,
                expiresAt,
                graceEndsAt,
                features,
                limits,
                remaining,
                update,
                nextCheckAt);
    }

    /** When the license ends for good, grace included; null for never. */
    public @Nullable Instant lastEnd() {
        return graceEndsAt == null ? expiresAt : graceEndsAt;
    }

    @Override
    public String toString() {
        return "Facts[" + number + ", " + code + ", " + signedAt + "]";
    }
}
