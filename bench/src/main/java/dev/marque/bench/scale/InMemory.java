package dev.marque.bench.scale;

import dev.marque.bench.scale.LicenseScale.Known;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.hot.HotLicense;
import dev.marque.licensing.hot.HotLicenses;
import dev.marque.licensing.hot.HotSituations;
import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Verdict;
import java.time.Instant;
import java.util.Objects;

/** Validations as the event loop decides them: from licenses in memory, which are read when they are first asked for. */
final class InMemory {

    private static final long BYTES = 1L << 30;

    private final LicensingFixture room;
    private final HotLicenses licenses;

    InMemory(LicensingFixture room) {
        this.room = room;
        // Nobody changes anything meanwhile: every moment proves what is in memory.
        licenses = new HotLicenses(room.database, room.clock, System::nanoTime, _ -> System.nanoTime(), BYTES);
    }

    /** Decides about a license that is read first. */
    boolean first(Known license) {
        licenses.drop(license.id());
        return again(license);
    }

    /** Decides about a license that is in memory; reads it if it is not. */
    boolean again(Known license) {
        HotLicense hot = licenses.find(license.id());
        if (hot == null) {
            licenses.load(room.acme.where(), license.id());
            hot = Objects.requireNonNull(licenses.find(license.id()));
        }
        Instant now = room.clock.instant();
        ValidationRequest request = ValidationRequest.PLAIN.from(license.machine());
        Situation situation = Objects.requireNonNull(HotSituations.of(hot, request, null, now));
        Outcome outcome = Validation.decide(situation.factsToValidate(), request, now);
        return Verdict.of(outcome, situation, hot.license(), request, now)
                .outcome()
                .valid();
    }

    /** What the licenses in memory take, in bytes each, as the bound of the memory counts them. */
    long bytesEach() {
        return licenses.weight() / Math.max(1, licenses.count());
    }
}
