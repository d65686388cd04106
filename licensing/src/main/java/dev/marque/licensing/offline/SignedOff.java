package dev.marque.licensing.offline;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A machine that has given up its seat. */
@Schema(description = "A machine that has given up its seat.")
public record SignedOff(UUID licenseId, UUID activationId, Instant deactivatedAt) {}
