package dev.marque.keygen.machine;

import dev.marque.keygen.license.KnownLicense;
import dev.marque.keygen.license.LicenseSums;
import dev.marque.keygen.wire.Failure;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.license.License;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Why a machine gets no seat, and what machines may have together. Thread-safe. */
@Singleton
class MachineLimits {

    private final LicenseSums sums;
    private final InstantSource clock;

    @Inject
    MachineLimits(LicenseSums sums, InstantSource clock) {
        this.sums = sums;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** In Keygen's words. */
    Failure refused(Seating seating) {
        License license = seating.license();
        return switch (seating.outcome().code()) {
            case TOO_MANY_ACTIVATIONS ->
                Failure.unprocessable(
                        "/data",
                        "MACHINE_LIMIT_EXCEEDED",
                        "machine count has exceeded maximum allowed for license ("
                                + license.terms().maxActivations() + ")");
            case FINGERPRINT_TAKEN, FINGERPRINT_MISMATCH ->
                Failure.unprocessable("/data/attributes/fingerprint", "FINGERPRINT_TAKEN", "has already been taken");
            case SUSPENDED -> Failure.unprocessable("/data/relationships/license", "LICENSE_SUSPENDED", "is suspended");
            case EXPIRED -> Failure.unprocessable("/data/relationships/license", "LICENSE_EXPIRED", "is expired");
            default ->
                Failure.unprocessable(
                        "/data/relationships/license",
                        "LICENSE_" + seating.outcome().code(),
                        seating.outcome().detail());
        };
    }

    /** Refuses what is more than the license allows, counting what was just written; to be called within its transaction. */
    void check(Actor actor, KnownLicense known) {
        Map<String, Long> all = null;
        for (LicenseSums.Limit limit : LicenseSums.limits(known)) {
            if (all == null) {
                all = sums.of(actor, known.license());
            }
            if (all.getOrDefault(limit.figure(), 0L) > limit.most()) {
                throw Failure.unprocessable(
                        "/data",
                        limit.code(),
                        "machine " + limit.figure() + " has exceeded maximum allowed for license (" + limit.sold()
                                + ")");
            }
        }
    }
}
