package dev.marque.licensing.offline;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.PhoneCodes;
import dev.marque.keys.offline.PhoneCodes.Request;
import dev.marque.licensing.activation.Activations;
import dev.marque.licensing.activation.Machine;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.license.LicensesByKey;
import dev.marque.licensing.license.LicensesByKey.Keyed;
import dev.marque.licensing.policy.OfflineRules;
import dev.marque.licensing.validation.PhoneSeats;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives seats by codes that are read over the phone, under policies that allow it. A code tells only a hash of the
 * machine, so the machine's seat stands under that until it comes online ({@link PhoneSeats}). Thread-safe.
 */
@Singleton
public class PhoneActivations {

    private final Database database;
    private final LicensesByKey licenses;
    private final Activations activations;

    @Inject
    public PhoneActivations(Database database, LicensesByKey licenses, Activations activations) {
        this.database = database;
        this.licenses = licenses;
        this.activations = activations;
    }

    /**
     * What came of a code.
     *
     * @param response to be read out; null when the seat is refused
     * @param until the first day on which the response does not count any more, in UTC
     */
    public record PhoneSeat(
            Seating seating,
            @Nullable String response,
            @Nullable LocalDate until) {}

    /**
     * Gives the machine its seat, or finds the one it has.
     *
     * @throws ProblemException INVALID_INPUT for a mistyped code, or one of no license that the actor reaches;
     *     STATE_CONFLICT if the license is not for codes
     */
    public PhoneSeat activate(Actor actor, String code) {
        Request request = PhoneCodes.readRequest(code).orElseThrow(PhoneActivations::wrong);
        List<Keyed> found = licenses.byFirstBits(actor, request.licenseHash());
        if (found.size() != 1) {
            throw wrong();
        }
        Keyed license = found.getFirst();
        Seating seating = database.inEnvironment(actor.where(), transaction -> {
            License before = LicenseRows.readLocked(transaction, actor, license.licenseId());
            if (!before.terms().rules().withoutNetwork().phoneCodes()) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT,
                        "The license does not take codes. Bring the machine's request file.");
            }
            Fingerprint fingerprint = PhoneSeats.fingerprint(transaction, license.licenseId(), request.machine());
            Machine machine = new Machine(fingerprint, null, null, null);
            return activations.seat(transaction, actor, license.licenseId(), machine);
        });
        if (seating.activation() == null) {
            return new PhoneSeat(seating, null, null);
        }
        LocalDate until = until(seating.license(), seating.at());
        return new PhoneSeat(seating, PhoneCodes.response(license.key(), request.machine(), until), until);
    }

    /** A code has whole days: those that the license may be offline and lives, and at least until tomorrow. */
    private static LocalDate until(License license, Instant now) {
        OfflineRules rules = license.terms().rules().withoutNetwork();
        Instant end = now.plus(rules.terms().inAll());
        Instant dead = license.graceEndsAt();
        boolean ends = dead != null
                && !license.terms().rules().whenExpired().strategy().letsProgramsGoOn();
        LocalDate day = LocalDate.ofInstant(ends && end.isAfter(dead) ? dead : end, ZoneOffset.UTC);
        LocalDate tomorrow = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        return day.isBefore(tomorrow) ? tomorrow : day;
    }

    private static ProblemException wrong() {
        return ProblemException.invalid(FieldError.inBody("/code", "must be a code as the machine shows it"));
    }
}
