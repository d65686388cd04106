package dev.marque.sdk.state;

import dev.marque.sdk.FeatureMissingException;
import dev.marque.sdk.LicenseException;
import dev.marque.sdk.LicenseStatus;
import dev.marque.sdk.LimitExceededException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A judgement, ready to be asked millions of times in a second: no check allocates anything but its refusal.
 */
public final class Snapshot {

    private final LicenseStatus status;
    private final Map<String, Object> features;
    private final Map<String, Long> limits;
    private final long fromMillis;
    private final long untilMillis;

    /**
     * A judgement.
     *
     * @param fromMillis the time, since 1970, from which on it holds
     * @param untilMillis and until when
     */
    Snapshot(
            LicenseStatus status,
            Map<String, Object> features,
            Map<String, Long> limits,
            long fromMillis,
            long untilMillis) {
        this.status = status;
        this.features = Map.copyOf(features);
        this.limits = Map.copyOf(limits);
        this.fromMillis = fromMillis;
        this.untilMillis = untilMillis;
    }

    public boolean holdsAt(long millis) {
        return millis < untilMillis && millis >= fromMillis;
    }

    public LicenseStatus status() {
        return status;
    }

    public void requireUsable() {
        if (!status.usable()) {
            throw new LicenseException(status.code(), status.message());
        }
    }

    public boolean has(String feature) {
        return status.usable() && features.containsKey(feature);
    }

    public void requireFeature(String feature) {
        requireUsable();
        if (!features.containsKey(feature)) {
            throw new FeatureMissingException(feature);
        }
    }

    public void requireWithin(String limit, long wanted) {
        requireUsable();
        Long allowed = limits.get(limit);
        if (allowed != null && wanted > allowed) {
            throw new LimitExceededException(limit, allowed, wanted);
        }
    }

    public @Nullable Long limit(String name) {
        return limits.get(name);
    }

    public Map<String, Object> features() {
        return features;
    }

    public Map<String, Long> limits() {
        return limits;
    }

    public long untilMillis() {
        return untilMillis;
    }
}
