package dev.marque.licensing.meter;

import dev.marque.licensing.license.License;
import dev.marque.licensing.validation.MeterUse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call to a meter. A refusal changed nothing.
 *
 * @param use how the meter stands after it; null if there is no such meter
 * @param reservation the one that was made or settled; null if the call was about none
 */
public record Metered(
        MeterCode code,
        String detail,
        License license,
        @Nullable MeterUse use,
        @Nullable Reservation reservation,
        Instant at) {

    static Metered refused(MeterCode code, String detail, License license, Instant at) {
        return new Metered(code, detail, license, null, null, at);
    }

    static Metered unknown(License license, String meter, Instant at) {
        return refused(MeterCode.METER_UNKNOWN, "The license has no meter " + meter + ".", license, at);
    }

    /** Whether what was asked for was done. */
    public boolean granted() {
        return code == MeterCode.GRANTED;
    }

    Metered about(Reservation settled) {
        return new Metered(code, detail, license, use, settled, at);
    }
}
