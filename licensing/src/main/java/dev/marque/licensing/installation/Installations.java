package dev.marque.licensing.installation;

import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.ActivationToken;
import dev.marque.licensing.activation.ActivationTokens;
import dev.marque.licensing.activation.Activations;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.file.CheckedOut;
import dev.marque.licensing.file.FileAlgorithms;
import dev.marque.licensing.file.FileOrder;
import dev.marque.licensing.file.LicenseFiles;
import dev.marque.licensing.heartbeat.Heartbeats;
import dev.marque.licensing.installation.Requests.FingerprintInput;
import dev.marque.licensing.validation.Validations;
import dev.marque.licensing.validation.Verdict;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an installation asks, put to the capabilities, and their values put into an answer. Thread-safe. */
@Singleton
public class Installations {

    private final Activations activations;
    private final ActivationTokens tokens;
    private final Validations validations;
    private final Heartbeats heartbeats;
    private final LicenseFiles files;

    @Inject
    public Installations(
            Activations activations,
            ActivationTokens tokens,
            Validations validations,
            Heartbeats heartbeats,
            LicenseFiles files) {
        this.activations = activations;
        this.tokens = tokens;
        this.validations = validations;
        this.heartbeats = heartbeats;
        this.files = files;
    }

    Answers.Activated activate(Actor installation, Requests.Activate request) {
        Seating seating = activations.activate(installation, request.machine(), request.replacement());
        InstallationMeters.ACTIVATIONS.add(seating.outcome().code());
        // After the seat is committed: should signing fail, asking again finds the same seat.
        return Answers.Activated.of(seating, token(installation, seating), request.nonce());
    }

    Answers.Validated validate(Actor installation, Requests.Validate request) {
        Verdict verdict = validations.validate(installation, request.toRequest(), request.leaseId());
        InstallationMeters.VALIDATIONS.add(verdict.outcome().code());
        return Answers.Validated.of(verdict, request.user(), request.nonce());
    }

    Answers.Refreshed refresh(Actor installation, Requests.Refresh request) {
        Seating seating = activations.refresh(
                installation, tokens.read(installation, request.token()).orElse(null));
        InstallationMeters.REFRESHES.add(seating.outcome().code());
        return Answers.Refreshed.of(seating, token(installation, seating), request.nonce());
    }

    Answers.Deactivated deactivate(Actor installation, Requests.Deactivate request) {
        Seating seating = activations.deactivate(installation, request.reference());
        InstallationMeters.DEACTIVATIONS.add(seating.outcome().code());
        return Answers.Deactivated.of(seating, request.nonce());
    }

    Answers.Accepted heartbeat(Actor installation, Requests.Heartbeat request) {
        Verdict verdict = heartbeats.beat(
                installation, request.reference(), Requests.programVersion(request.version()), request.use());
        InstallationMeters.HEARTBEATS.add(verdict.outcome().code());
        return Answers.Accepted.of(verdict, request.nonce());
    }

    Answers.File checkOut(Actor installation, Requests.CheckOut request) {
        FileOrder order = new FileOrder(
                Objects.requireNonNullElse(request.encrypt(), true),
                request.ttl(),
                FingerprintInput.of(request.fingerprint()),
                FileAlgorithms.of(request.algorithm()));
        Verdict verdict = validations.validate(
                installation, ValidationRequest.PLAIN.from(order.machine()).named(request.user()));
        InstallationMeters.FILES.add(verdict.outcome().code());
        CheckedOut file = verdict.outcome() instanceof Outcome.Accepted accepted
                ? files.checkOut(
                        installation, installation.id(), order, LicenseFiles.facts(accepted.activationId()), null)
                : null;
        return Answers.File.of(verdict, file, request.nonce());
    }

    private @Nullable ActivationToken token(Actor installation, Seating seating) {
        Activation activation = seating.activation();
        return activation == null
                ? null
                : tokens.issue(installation.tenant(), seating.license(), activation, seating.at());
    }
}
