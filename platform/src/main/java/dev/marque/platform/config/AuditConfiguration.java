package dev.marque.platform.config;

import java.time.Duration;
import java.util.Optional;

/** The audit trail. */
public interface AuditConfiguration {

    @Setting(
            value = "How long audit rows are kept: a period such as `P400D`, 30 days or more. What is older is removed"
                    + " once the trail verifies, and a signed check-point takes its place.",
            otherwise = "they are kept for good")
    Optional<Duration> retention();
}
