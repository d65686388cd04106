package dev.marque.licensing.lease;

import dev.marque.keys.validation.Code;
import dev.marque.licensing.license.License;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call about a lease.
 *
 * @param licenseCode how the license stands, leases left aside
 * @param lease the one that the call was about, as it is now; null if there is none
 * @param position in the queue; null for somebody who does not wait
 */
public record Leased(
        LeaseCode code,
        String detail,
        Code licenseCode,
        License license,
        @Nullable Lease lease,
        @Nullable Position position,
        Instant at) {}
