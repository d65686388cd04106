package dev.marque.licensing.meter;

import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Outcome.Refused;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Situations;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What the calls of installations have in common: the license, its meter, and the request's name. */
final class MeterCalls {

    /** What a call does with a meter that it holds. */
    @FunctionalInterface
    interface Step {
        Metered on(HeldMeter held);
    }

    private final MeterLocks locks;

    MeterCalls(MeterLocks locks) {
        this.locks = locks;
    }

    /** A call that counts something, or gives it back. */
    Metered count(Handle transaction, Actor installation, Call call, Ask ask, Step step) {
        return call.needsAValidLicense()
                ? use(transaction, installation, call.word(), ask, step)
                : giveBack(transaction, installation, call.word(), ask, step);
    }

    /** A call that needs a license that may be used. */
    Metered use(Handle transaction, Actor installation, String call, Ask ask, Step step) {
        Instant now = locks.now();
        ValidationRequest request = locks.request(installation);
        Situation situation = Situations.read(transaction, installation.id(), request, null, now);
        Outcome outcome = Validation.decide(situation.factsBeforeMetering(), request, now);
        return outcome instanceof Refused refused
                ? Metered.refused(MeterCode.LICENSE_REFUSED, refused.detail(), situation.license(), now)
                : change(transaction, installation, situation.license(), call, ask, step);
    }

    /** A call that gives something back, which works in every state of the license. */
    private Metered giveBack(Handle transaction, Actor installation, String call, Ask ask, Step step) {
        License license = Situations.read(transaction, installation.id(), null, locks.now())
                .license();
        return change(transaction, installation, license, call, ask, step);
    }

    private Metered change(Handle transaction, Actor installation, License license, String call, Ask ask, Step step) {
        MeterRule rule = license.terms().rules().metered().get(ask.meter());
        if (rule == null) {
            return unknown(license, ask.meter());
        }
        HeldMeter held = locks.hold(transaction, installation.tenant(), license, ask.meter(), rule);
        return Requests.once(
                transaction, installation.tenant(), held, ask.requestId(), ask.content(call), () -> step.on(held));
    }

    Metered unknown(License license, String meter) {
        return Metered.unknown(license, meter, locks.now());
    }
}
