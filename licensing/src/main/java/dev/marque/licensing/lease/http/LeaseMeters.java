package dev.marque.licensing.lease.http;

import dev.marque.licensing.lease.LeaseCode;
import dev.marque.platform.observe.Counted;

/** What is asked about leases, counted by what is answered. */
public final class LeaseMeters {

    public static final Counted<LeaseCode> CALLS =
            Counted.by(LeaseCode.class, "marque.lease.calls", "code", "Calls about leases of floating licenses");

    private LeaseMeters() {}
}
