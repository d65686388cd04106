package dev.marque.licensing.validation;

import dev.marque.keys.validation.ValidationRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one of many asks of a license.
 *
 * @param leaseId of the lease that it says it holds
 */
public record Question(
        UUID licenseId, ValidationRequest request, @Nullable UUID leaseId) {}
