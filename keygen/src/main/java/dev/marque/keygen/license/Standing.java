package dev.marque.keygen.license;

import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.CallerCheck;
import dev.marque.keygen.wire.Failure;
import dev.marque.keys.validation.ExpirationStrategy;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.license.License;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Which licenses may call at all. Our own API lets a suspended license in, to tell it so in a signed answer; Keygen's clients
 * expect to be turned away at the door, with a code, when they come with the key. Thread-safe.
 */
@Singleton
public class Standing implements CallerCheck {

    private final LicenseFinder finder;
    private final Owners owners;
    private final InstantSource clock;

    @Inject
    Standing(LicenseFinder finder, Owners owners, InstantSource clock) {
        this.finder = finder;
        this.owners = owners;
        this.clock = clock;
    }

    @Override
    public void admit(Call call) {
        if (!call.byLicense()) {
            return;
        }
        boolean byKey = call.licenseKey() != null;
        License license = finder.get(call.actor(), call.actor().id())
                .orElseThrow(() -> Failure.unauthorized(
                        byKey ? "LICENSE_INVALID" : "TOKEN_INVALID",
                        "You must be authenticated to complete the request"));
        if (!byKey) {
            return;
        }
        if (owners.isBanned(call.actor(), license)) {
            throw Failure.forbidden("LICENSE_BANNED", "License is banned");
        }
        if (license.state() == LicenseState.SUSPENDED) {
            throw Failure.forbidden("LICENSE_SUSPENDED", "License is suspended");
        }
        Instant end = license.graceEndsAt();
        boolean over = end != null && !clock.instant().isBefore(end);
        if (over && license.terms().rules().whenExpired().strategy() == ExpirationStrategy.REVOKE_ACCESS) {
            throw Failure.forbidden("LICENSE_EXPIRED", "License is expired");
        }
    }
}
