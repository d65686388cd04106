package dev.marque.keys.validation;

import dev.marque.keys.validation.Outcome.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the one who asks is on one of the lists of the vendor, or not on one where they have to be. */
final class BlockRules {

    /** In the order in which they are asked. */
    static final List<Rule> ALL =
            List.of(BlockRules::addressBlocked, BlockRules::countryBlocked, BlockRules::fingerprintBlocked);

    private BlockRules() {}

    private static @Nullable Refused addressBlocked(Case c) {
        return c.facts.access().addressBlocked()
                ? new Refused(Code.ADDRESS_BLOCKED, "The license may not be used from this network address.")
                : null;
    }

    private static @Nullable Refused countryBlocked(Case c) {
        return c.facts.access().countryBlocked()
                ? new Refused(Code.COUNTRY_BLOCKED, "The license may not be used in this country.")
                : null;
    }

    private static @Nullable Refused fingerprintBlocked(Case c) {
        return c.facts.access().fingerprintBlocked()
                ? new Refused(Code.FINGERPRINT_BLOCKED, "The license may not be used on this machine.")
                : null;
    }
}
