package dev.marque.licensing.offline;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.offline.ActivationRequest;
import dev.marque.keys.offline.DeactivationProof;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.Activations;
import dev.marque.licensing.activation.Machine;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.file.CheckedOut;
import dev.marque.licensing.file.FileOrder;
import dev.marque.licensing.file.LicenseFiles;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.license.LicensesByKey;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives seats to machines that never reach the server, and takes them back, by files that somebody brings. The seats are
 * those of {@link Activations}: whoever takes one holds the license first. Thread-safe.
 */
@Singleton
public class OfflineActivations {

    private final Database database;
    private final LicensesByKey licenses;
    private final Activations activations;
    private final LicenseFiles files;

    @Inject
    public OfflineActivations(Database database, LicensesByKey licenses, Activations activations, LicenseFiles files) {
        this.database = database;
        this.licenses = licenses;
        this.activations = activations;
        this.files = files;
    }

    /**
     * Gives the machine that wrote a request its seat, or finds the one it has, and writes the file that answers it.
     *
     * @param order of any machine; the file is bound to the one that wrote the request
     * @throws ProblemException INVALID_INPUT for what is no request of a license that the actor reaches; STATE_CONFLICT
     *     if the license has no seats for such machines, or the request got a seat that was given up since
     */
    public OfflineSeat activate(Actor actor, String text, FileOrder order) {
        Brought<ActivationRequest> brought = Brought.read(actor, licenses, text, ActivationRequest::read, "/request");
        UUID licenseId = brought.license().licenseId();
        ActivationRequest request = brought.claim();
        Seating seating = seat(actor, licenseId, request);
        Activation activation = seating.activation();
        // After the seat is committed: should signing fail, the same request finds the same seat.
        return new OfflineSeat(seating, activation == null ? null : file(actor, brought, activation, order));
    }

    private Seating seat(Actor actor, UUID licenseId, ActivationRequest request) {
        return database.inEnvironment(actor.where(), transaction -> {
            if (!LicenseRows.readLocked(transaction, actor, licenseId)
                    .terms()
                    .rules()
                    .withoutNetwork()
                    .airGapped()) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT, "The license is not for machines without a network.");
            }
            AnsweredRequests.requireNotSpent(transaction, licenseId, request.nonce());
            Seating seating = activations.seat(transaction, actor, licenseId, machine(request));
            Activation activation = seating.activation();
            if (activation != null) {
                AnsweredRequests.remember(
                        transaction, actor.tenant(), licenseId, request.nonce(), activation.id(), seating.at());
            }
            return seating;
        });
    }

    private static Machine machine(ActivationRequest request) {
        return new Machine(request.fingerprint(), request.name(), known(request.version()), request.platform());
    }

    /** A version that cannot be read is left out, as it would be refused from a machine that can be told so. */
    private static @Nullable String known(@Nullable String version) {
        return version != null && Version.parse(version).isPresent() ? version : null;
    }

    /** The machine may have the key before the present one: what it wrote with, it can read with. */
    private CheckedOut file(Actor actor, Brought<ActivationRequest> brought, Activation activation, FileOrder order) {
        ActivationRequest request = brought.claim();
        Map<String, String> facts = new HashMap<>(LicenseFiles.facts(activation.id()));
        facts.put(ActivationRequest.NONCE, request.nonce());
        return files.checkOut(
                actor,
                activation.licenseId(),
                order.on(request.fingerprint()),
                facts,
                brought.license().key());
    }

    /**
     * Frees the seat of a machine that has proved to have given it up. The same proof may come again.
     *
     * @throws ProblemException INVALID_INPUT for what is no proof for a license that the actor reaches, or is about an
     *     activation that the license never had
     */
    public SignedOff signOff(Actor actor, String text) {
        Brought<DeactivationProof> brought = Brought.read(actor, licenses, text, DeactivationProof::read, "/proof");
        UUID licenseId = brought.license().licenseId();
        UUID activationId = brought.claim().activationId();
        return activations
                .signOff(actor, licenseId, activationId)
                .map(since -> new SignedOff(licenseId, activationId, since))
                .orElseThrow(() -> ProblemException.invalid(
                        FieldError.inBody("/proof", "must be about a machine that the license was active on")));
    }
}
