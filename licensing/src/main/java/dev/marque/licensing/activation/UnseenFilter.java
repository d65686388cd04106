package dev.marque.licensing.activation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which machines are meant: those that were not heard of since.
 *
 * @param since a machine that was heard of at this moment is not among them
 * @param licenseId null for those of all licenses
 */
public record UnseenFilter(Instant since, @Nullable UUID licenseId) {}
