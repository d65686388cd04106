package dev.marque.licensing.meter;

import dev.marque.licensing.policy.MeterKind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What an installation may do with a meter in one call. */
enum Call {
    CONSUME(EnumSet.of(MeterKind.TOTAL, MeterKind.PER_PERIOD, MeterKind.UNIQUE)),
    RELEASE(EnumSet.of(MeterKind.TOTAL, MeterKind.UNIQUE)),
    REPORT(EnumSet.of(MeterKind.HIGH_WATER));

    private final Set<MeterKind> kinds;

    Call(Set<MeterKind> kinds) {
        this.kinds = kinds;
    }

    boolean isFor(MeterKind kind) {
        return kinds.contains(kind);
    }

    /** Whether the license has to be one that may be used; what is given back is taken from any. */
    boolean needsAValidLicense() {
        return this != RELEASE;
    }

    /** How a request is kept that has a name. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
