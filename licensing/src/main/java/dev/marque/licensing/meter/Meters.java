package dev.marque.licensing.meter;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.policy.MeterKind;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.validation.MeterUse;
import dev.marque.licensing.validation.Situations;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The meters of a license, for staff. Thread-safe. */
@Singleton
public class Meters {

    private static final Set<MeterKind> WITH_MEMBERS = Set.of(MeterKind.UNIQUE, MeterKind.HIGH_WATER);

    private final Database database;
    private final MeterLocks locks;
    private final ChangeLog changes;

    @Inject
    public Meters(Database database, MeterLocks locks, ChangeLog changes) {
        this.database = database;
        this.locks = locks;
        this.changes = changes;
    }

    /**
     * How the meters of a license stand, by name.
     *
     * @throws ProblemException NOT_FOUND
     */
    public List<MeterUse> list(Actor actor, UUID licenseId) {
        return database.inEnvironment(actor.where(), transaction -> {
            LicenseRows.read(transaction, actor, licenseId);
            return Situations.read(transaction, licenseId, null, locks.now()).meters();
        });
    }

    /**
     * What a meter counted in each period in which it was used, newest first. A meter that the license no longer has is
     * still answered for.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<Counter> periods(Actor actor, UUID licenseId, String meter, PageRequest request) {
        List<Counter> rows = database.inEnvironment(actor.where(), transaction -> {
            License license = LicenseRows.read(transaction, actor, licenseId);
            // What is no name at all need not be looked for, and some texts cannot be.
            List<Counter> found =
                    meter.matches(Inputs.CODE) ? CounterRows.list(transaction, licenseId, meter, request) : List.of();
            if (found.isEmpty() && !license.terms().rules().metered().containsKey(meter)) {
                throw ProblemException.notFound("meter");
            }
            return found;
        });
        return Page.of(rows, request, Counter::id);
    }

    private record Adjusted(
            UUID licenseId,
            String meter,
            long used,
            @Nullable String reason) {}

    /**
     * Says what a meter has counted in its present period, whatever its limit. One that tells members apart can only be set
     * to 0: then it forgets them, and counts them anew when they come again.
     *
     * @param reason for the audit trail
     * @throws ProblemException NOT_FOUND, or INVALID_INPUT for another number than 0 where that alone is possible
     */
    public MeterUse adjust(Actor actor, UUID licenseId, String meter, long used, String reason) {
        return database.inEnvironment(actor.where(), transaction -> {
            License license = LicenseRows.read(transaction, actor, licenseId);
            MeterRule rule = license.terms().rules().metered().get(meter);
            if (rule == null) {
                throw ProblemException.notFound("meter");
            }
            if (WITH_MEMBERS.contains(rule.kind()) && used != 0) {
                throw ProblemException.invalid(
                        FieldError.inBody("/used", "is 0 for a meter of the kind " + rule.kind() + ": it forgets all"));
            }
            HeldMeter held = locks.hold(transaction, actor.tenant(), license, meter, rule);
            Counter before = held.counter();
            if (WITH_MEMBERS.contains(rule.kind())) {
                Members.forgetAll(transaction, before.id());
            }
            changes.record(
                    transaction,
                    actor,
                    Change.of(
                            "meter.adjusted",
                            "meter",
                            before.id(),
                            new Adjusted(licenseId, meter, before.used(), null),
                            new Adjusted(licenseId, meter, used, reason)));
            return locks.save(transaction, actor, held, before.using(used)).use();
        });
    }
}
