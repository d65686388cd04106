package dev.marque.licensing.license;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.identity.Actor;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Whose a license is. What is null belongs to nobody.
 *
 * @param ownerUserId the member of staff who looks after it
 * @param teamId whose members reach it
 * @param partnerId who sold it
 * @param customerUserId who uses it, and sees it as their own
 */
@Schema(description = "Whose a license is. What is left out is nobody's.")
public record Assignment(
        @Schema(description = "The member of staff who looks after it.") @Nullable UUID ownerUserId,

        @Schema(description = "The team whose members reach it.") @Nullable UUID teamId,

        @Schema(description = "The partner who sold it.") @Nullable UUID partnerId,

        @Schema(description = "The user who sees it as their own.") @Nullable UUID customerUserId) {

    /** Of a license that the actor issues: theirs, their team's and their partner's. */
    static Assignment by(Handle transaction, Actor issuer) {
        Optional<UUID> user = exists(transaction, "users", issuer.scope().subject())
                ? Optional.of(issuer.scope().subject())
                : Optional.empty();
        return new Assignment(
                user.orElse(null), issuer.scope().team(), issuer.scope().partner(), null);
    }

    /** @throws ProblemException INVALID_INPUT that names what the tenant does not have */
    void requireExists(Handle transaction) {
        require(transaction, "users", ownerUserId, "/ownerUserId", "is no user");
        require(transaction, "teams", teamId, "/teamId", "is no team");
        require(transaction, "partners", partnerId, "/partnerId", "is no partner");
        require(transaction, "users", customerUserId, "/customerUserId", "is no user");
    }

    private static void require(Handle transaction, String table, @Nullable UUID id, String pointer, String detail) {
        if (id != null && !exists(transaction, table, id)) {
            throw ProblemException.invalid(FieldError.inBody(pointer, detail));
        }
    }

    /** The row cannot be deleted until the transaction ends. */
    private static boolean exists(Handle transaction, String table, UUID id) {
        return transaction
                .createQuery("select id from " + table + " where id = :id for key share")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
    }
}
