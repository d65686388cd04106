package dev.marque.licensing.activation;

import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.policy.UncountedRules;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How many machines a license has place for. To be asked while the license is held. */
final class SeatLimits {

    private SeatLimits() {}

    /** Why there is no place for another machine of that purpose; null if there is one. */
    static @Nullable Refused refusing(Handle transaction, License license, Purpose purpose) {
        UncountedRules uncounted = license.terms().rules().uncountedMachines();
        return switch (purpose) {
            case PRODUCTION -> refusing(license, 0);
            case DEVELOPMENT -> full(transaction, license, purpose, uncounted.development());
            case STAGING -> full(transaction, license, purpose, uncounted.staging());
        };
    }

    /**
     * Why there is no place for another machine in production; null if there is one.
     *
     * @param meanwhile how many got a place since the license was read
     */
    static @Nullable Refused refusing(License license, int meanwhile) {
        return full(license.activations() + meanwhile, license.terms().mostActivations(), "");
    }

    private static @Nullable Refused full(Handle transaction, License license, Purpose purpose, int most) {
        String name = purpose.name().toLowerCase(Locale.ROOT);
        return most == 0
                ? new Refused(Code.TOO_MANY_ACTIVATIONS, "The license allows no machines for " + name + ".")
                : full(ActivationRows.count(transaction, license.id(), purpose), most, " for " + name);
    }

    private static @Nullable Refused full(int used, @Nullable Integer most, String purpose) {
        return most == null || used < most
                ? null
                : new Refused(
                        Code.TOO_MANY_ACTIVATIONS,
                        "All " + most + " machines" + purpose
                                + " that the license allows are activated. Deactivate one first.");
    }
}
