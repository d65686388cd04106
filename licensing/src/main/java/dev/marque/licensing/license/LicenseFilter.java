package dev.marque.licensing.license;

import dev.marque.keys.validation.LicenseState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which licenses to list; what is null does not matter. */
public record LicenseFilter(
        @Nullable UUID productId,
        @Nullable UUID policyId,
        @Nullable LicenseState state,
        @Nullable String number) {

    public static final LicenseFilter ALL = new LicenseFilter(null, null, null, null);
}
