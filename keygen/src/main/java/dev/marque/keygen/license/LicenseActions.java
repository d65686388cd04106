package dev.marque.keygen.license;

import static dev.marque.licensing.LicensingPermissions.LICENSES_WRITE;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;
import static dev.marque.licensing.meter.MeterPermissions.METERS_ADJUST;

import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Moments;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.Licenses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What is done to licenses: suspending, renewing, checking in, counting uses. */
@Singleton
public class LicenseActions implements RouteSource {

    private final Licenses licenses;
    private final LicenseFinder finder;
    private final LicenseViews views;
    private final LicenseUses uses;
    private final Details details;
    private final InstantSource clock;

    @Inject
    LicenseActions(
            Licenses licenses,
            LicenseFinder finder,
            LicenseViews views,
            LicenseUses uses,
            Details details,
            InstantSource clock) {
        this.licenses = licenses;
        this.finder = finder;
        this.views = views;
        this.uses = uses;
        this.details = details;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        String actions = "/licenses/{id}/actions/";
        return List.of(
                Route.of("POST", actions + "suspend", this::suspend, LICENSES_WRITE),
                Route.of("POST", actions + "reinstate", this::reinstate, LICENSES_WRITE),
                Route.of("POST", actions + "renew", this::renew, LICENSES_WRITE),
                Route.of("DELETE", actions + "revoke", this::revoke, LICENSES_WRITE),
                Route.of("POST", actions + "check-in", this::checkIn, LICENSES_WRITE, LICENSING_USE),
                Route.of("POST", actions + "increment-usage", uses::increment, METERS_ADJUST, LICENSING_USE),
                Route.of("POST", actions + "decrement-usage", uses::decrement, METERS_ADJUST),
                Route.of("POST", actions + "reset-usage", uses::reset, METERS_ADJUST));
    }

    private Reply suspend(Call call) {
        License license = finder.find(call, call.path("id"));
        if (license.state() == LicenseState.SUSPENDED) {
            throw Failure.unprocessable("/data/attributes/suspended", "SUSPENDED_INVALID", "is already suspended");
        }
        return Reply.of(views.of(call, licenses.suspend(call.actor(), license.id(), null)));
    }

    private Reply reinstate(Call call) {
        License license = finder.find(call, call.path("id"));
        if (license.state() != LicenseState.SUSPENDED) {
            throw Failure.unprocessable("/data/attributes/suspended", "SUSPENDED_INVALID", "is not suspended");
        }
        return Reply.of(views.of(call, licenses.reinstate(call.actor(), license.id())));
    }

    private Reply renew(Call call) {
        License license = finder.find(call, call.path("id"));
        if (license.terms().term() == null) {
            throw Failure.unprocessable(
                    "/data/attributes/expiry", "EXPIRY_INVALID", "cannot be renewed because it does not expire");
        }
        return Reply.of(views.of(call, licenses.renew(call.actor(), license.id())));
    }

    private Reply revoke(Call call) {
        licenses.revoke(call.actor(), finder.find(call, call.path("id")).id(), null);
        return Reply.none();
    }

    private Reply checkIn(Call call) {
        License license = finder.find(call, call.path("id"));
        if (!finder.known(call.actor(), license).requiresCheckIn()) {
            throw Failure.unprocessable(
                    "/data/attributes/lastCheckIn", "LAST_CHECK_IN_INVALID", "cannot be checked in: it requires none");
        }
        details.say(
                call.actor(),
                Kind.LICENSE,
                license.id(),
                Map.of("lastCheckIn", String.valueOf(Moments.text(clock.instant()))),
                "checked-in");
        return Reply.of(views.of(call, license));
    }
}
