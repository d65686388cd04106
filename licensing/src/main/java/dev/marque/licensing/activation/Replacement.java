package dev.marque.licensing.activation;

import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.Purpose;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Whose place a machine wants to take when all are taken.
 *
 * @param activationId null to leave it to {@code longestUnseen}
 * @param longestUnseen whether it is the machine that was heard of least recently
 */
public record Replacement(@Nullable UUID activationId, boolean longestUnseen) {

    /** Nobody's. */
    public static final Replacement NONE = new Replacement(null, false);

    boolean isWanted() {
        return activationId != null || longestUnseen;
    }

    /** A machine that makes place for another of that purpose. */
    Optional<Activation> among(Handle transaction, License license, Purpose purpose) {
        if (activationId != null) {
            return ActivationRows.find(transaction, license.id(), activationId)
                    .filter(activation -> activation.purpose() == purpose);
        }
        return longestUnseen ? ActivationRows.longestUnseen(transaction, license.id(), purpose) : Optional.empty();
    }
}
