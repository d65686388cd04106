package dev.marque.licensing.whole;

import dev.marque.keys.validation.Code;
import dev.marque.licensing.lease.LeaseCode;
import dev.marque.licensing.whole.LicenseModel.About;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The leases of one license, by machine. */
final class LeaseModel {

    private static final class Held {
        private Instant end;
        private Instant free;
        private Instant borrowedUntil = Instant.MIN;
        private boolean released;

        private Held(Instant end) {
            this.end = end;
            this.free = end;
        }

        private void until(Instant later) {
            end = later;
            free = later;
        }
    }

    private final LicenseModel license;
    private final Map<String, Held> held = new HashMap<>();

    LeaseModel(LicenseModel license) {
        this.license = license;
    }

    private Instant now() {
        return license.world.now;
    }

    /** How many seats are taken, lingering ones included. */
    int taken() {
        held.values().removeIf(lease -> !now().isBefore(lease.free));
        return held.size();
    }

    private @Nullable Held own(String machine) {
        taken();
        Held lease = held.get(machine);
        return lease == null || lease.released ? null : lease;
    }

    boolean holds(String machine) {
        return own(machine) != null;
    }

    /** Why nothing is done about leases of the license; null if something may be. */
    private @Nullable String refuse(String machine) {
        Code code = license.judge(About.MACHINES, machine);
        if (!code.valid()) {
            return LeaseCode.LICENSE_REFUSED + " " + code;
        }
        return license.plan.isFloating() ? null : LeaseCode.NOT_FLOATING.name();
    }

    String acquire(String machine) {
        String refused = refuse(machine);
        if (refused != null) {
            return refused;
        }
        Held own = own(machine);
        if (own != null) {
            renewed(own);
        } else if (held.containsKey(machine) || taken() < license.plan.leases()) {
            held.put(machine, new Held(now().plus(Plan.LEASE)));
        } else {
            return LeaseCode.NO_SEAT_FREE.name();
        }
        return LeaseCode.GRANTED.name();
    }

    private void renewed(Held lease) {
        Instant end = now().plus(Plan.LEASE);
        lease.until(end.isAfter(lease.end) ? end : lease.end);
    }

    String renew(String machine) {
        Held own = own(machine);
        if (own == null) {
            return LeaseCode.LEASE_ENDED.name();
        }
        String refused = refuse(machine);
        if (refused != null) {
            return refused;
        }
        renewed(own);
        return LeaseCode.RENEWED.name();
    }

    String release(String machine) {
        Held own = own(machine);
        if (own == null) {
            return LeaseCode.LEASE_ENDED.name();
        }
        if (now().isBefore(own.borrowedUntil)) {
            return LeaseCode.STILL_BORROWED.name();
        }
        own.released = true;
        own.free = license.plan.isFloating() ? now().plus(Plan.LINGER) : now();
        return LeaseCode.RELEASED.name();
    }

    String borrow(String machine, Duration time) {
        Held own = own(machine);
        if (own == null) {
            return LeaseCode.LEASE_ENDED.name();
        }
        String refused = refuse(machine);
        if (refused != null) {
            return refused;
        }
        Instant until = now().plus(time);
        Instant end = license.expiresAt == null ? Instant.MAX : license.expiresAt.plus(license.plan.grace());
        boolean beyondTheLicense = until.isAfter(end) && !license.plan.goesOnAfterTheEnd();
        if (time.compareTo(Plan.LONGEST_BORROWING) > 0 || beyondTheLicense) {
            return LeaseCode.BORROWING_TOO_LONG.name();
        }
        own.borrowedUntil = until;
        own.until(time.compareTo(Plan.LEASE) > 0 ? until : now().plus(Plan.LEASE));
        return LeaseCode.BORROWED.name();
    }

    String giveBack(String machine) {
        Held own = own(machine);
        if (own == null) {
            return LeaseCode.LEASE_ENDED.name();
        }
        if (!now().isBefore(own.borrowedUntil)) {
            return LeaseCode.NOT_BORROWED.name();
        }
        held.remove(machine);
        return LeaseCode.RETURNED.name();
    }

    Stream<Instant> ends() {
        return held.values().stream().flatMap(lease -> Stream.of(lease.end, lease.free));
    }
}
