package dev.marque.keygen.license;

import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.licensing.license.License;
import dev.marque.licensing.meter.Ask;
import dev.marque.licensing.meter.Metered;
import dev.marque.licensing.meter.Metering;
import dev.marque.licensing.meter.Meters;
import dev.marque.licensing.policy.MeterRule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;

/** How often a license was used: the meter {@value #METER}, which policies of Keygen's clients have. Thread-safe. */
@Singleton
class LicenseUses {

    static final String METER = "uses";

    private final LicenseFinder finder;
    private final LicenseViews views;
    private final Metering metering;
    private final Meters meters;

    @Inject
    LicenseUses(LicenseFinder finder, LicenseViews views, Metering metering, Meters meters) {
        this.finder = finder;
        this.views = views;
        this.metering = metering;
        this.meters = meters;
    }

    Reply increment(Call call) {
        License license = counted(call);
        long amount = amount(call, "increment");
        return done(call, license, metering.consume(LicenseFinder.installation(call.actor(), license), ask(amount)));
    }

    Reply decrement(Call call) {
        License license = counted(call);
        long amount = amount(call, "decrement");
        return done(call, license, metering.release(LicenseFinder.installation(call.actor(), license), ask(amount)));
    }

    Reply reset(Call call) {
        License license = counted(call);
        meters.adjust(call.actor(), license.id(), METER, 0, "reset");
        return Reply.of(views.of(call, license));
    }

    private Reply done(Call call, License license, Metered metered) {
        return switch (metered.code()) {
            case GRANTED -> Reply.of(views.of(call, license));
            case LIMIT_EXCEEDED ->
                throw Failure.unprocessable(
                        "/data/attributes/uses",
                        "USES_LIMIT_EXCEEDED",
                        "usage exceeds maximum allowed for license ("
                                + (metered.use() == null ? null : metered.use().limit()) + ")");
            case METER_UNKNOWN, NOT_OF_THIS_KIND, RESERVATION_ENDED, LICENSE_REFUSED ->
                throw Failure.unprocessable("/data/attributes/uses", "USES_NOT_ALLOWED", metered.detail());
        };
    }

    private License counted(Call call) {
        License license = finder.find(call, call.path("id"));
        if (!license.terms().rules().metered().containsKey(METER)) {
            throw Failure.unsupported(
                    "/data/attributes/uses", "the license counts no uses: its policy has no meter of that name");
        }
        return license;
    }

    private static Ask ask(long amount) {
        return new Ask(METER, amount, null, null);
    }

    private static long amount(Call call, String name) {
        Fields meta = call.body().meta().only(Set.of(name));
        long amount = meta.number(name).orElse(1L);
        if (amount < 1 || amount > MeterRule.MAX) {
            throw Failure.badRequest(meta.at(name), "must be greater than 0");
        }
        return amount;
    }
}
