package dev.marque.licensing.meter;

import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.validation.MeterUse;
import java.time.Instant;
import java.util.List;

/** A meter of a license in one period, held until the transaction ends. */
record HeldMeter(License license, MeterRule rule, Counter counter, Instant now) {

    /** How much more may be used or reserved now; less than 0 if it is over its limit. */
    long left() {
        Long most = rule.most(counter.meter(), license.ceilings(now));
        return (most == null ? MeterRule.END : most) - counter.used() - counter.reserved();
    }

    HeldMeter with(Counter changed) {
        return new HeldMeter(license, rule, changed, now);
    }

    /** The thresholds that it has reached and that nobody was told of, lowest first. */
    List<Long> reached() {
        return rule.levels(counter.meter(), license.ceilings(now)).stream()
                .filter(level -> level > counter.warned() && level <= counter.used())
                .toList();
    }

    /** As {@link #reached}, once everybody was told. */
    HeldMeter warned() {
        List<Long> reached = reached();
        return reached.isEmpty() ? this : with(counter.warnedOf(reached.getLast()));
    }

    MeterUse use() {
        return MeterUse.of(
                license.ceilings(now), counter.meter(), rule, counter.used(), counter.reserved(), counter.endsAt());
    }

    Metered granted() {
        return answer(MeterCode.GRANTED, "Granted.");
    }

    Metered full(long amount) {
        String detail =
                amount + " more of " + counter.meter() + " is asked for, and " + Math.max(0, left()) + " is left.";
        return answer(MeterCode.LIMIT_EXCEEDED, detail);
    }

    Metered otherKind() {
        return answer(
                MeterCode.NOT_OF_THIS_KIND, "The meter " + counter.meter() + " is of the kind " + rule.kind() + ".");
    }

    Metered ended() {
        return answer(MeterCode.RESERVATION_ENDED, "The reservation has expired, or was settled otherwise.");
    }

    private Metered answer(MeterCode code, String detail) {
        return new Metered(code, detail, license, use(), null, now);
    }
}
