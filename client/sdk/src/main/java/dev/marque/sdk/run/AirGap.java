package dev.marque.sdk.run;

import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.offline.ActivationRequest;
import dev.marque.keys.offline.DeactivationProof;
import dev.marque.keys.offline.OfflineTerms;
import dev.marque.keys.offline.RevocationList;
import dev.marque.sdk.LicenseException;
import dev.marque.sdk.LicenseStatus;
import dev.marque.sdk.http.Fields;
import dev.marque.sdk.http.TrustedKeys;
import dev.marque.sdk.state.FileFacts;
import dev.marque.sdk.state.Knowledge;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a machine without a network writes and reads. Thread-safe. */
public final class AirGap {

    private static final String FILE_REFUSED = "FILE_REFUSED";
    private static final String LIST_REFUSED = "LIST_REFUSED";

    private final Session session;

    public AirGap(Session session) {
        this.session = session;
    }

    /** A new request; only its answer, or a file that answers none, is taken from now on. */
    public String request() {
        Settings settings = session.settings();
        requireLicenseKey();
        ActivationRequest request = ActivationRequest.of(
                settings.fingerprint(),
                settings.machineName(),
                settings.version(),
                Contact.platform(),
                settings.clock().instant(),
                settings.random());
        session.keeper()
                .remember(
                        memory -> memory.asking(request.nonce()),
                        session.brain().known());
        return request.write(settings.licenseKey());
    }

    /**
     * Takes a file in.
     *
     * @throws LicenseException {@code FILE_REFUSED} if it is not for this program on this machine
     */
    public LicenseStatus install(String text) {
        FileIntake.Result result =
                session.keeper().intake().read(text, session.brain().keys());
        if (result instanceof FileIntake.Result.Refused refused) {
            throw new LicenseException(FILE_REFUSED, "The file is refused: " + refused.reason() + ".");
        }
        LicenseFileResult.Valid file = ((FileIntake.Result.Taken) result).file();
        requireOurs(file);
        OfflineTerms terms =
                OfflineTerms.of(file.payload()).orElse(session.settings().terms());
        session.brain().learn(known -> known.under(terms).withFile(FileFacts.of(file)));
        Instant now = session.settings().clock().instant();
        session.keeper()
                .remember(
                        memory -> memory.withFile(text, now).asking(null),
                        session.brain().known());
        return session.current().status();
    }

    /**
     * Takes a revocation list in. Keys that it revokes are not believed any more, whatever they signed before.
     *
     * @throws LicenseException {@code LIST_REFUSED} if it is none to go by
     */
    public LicenseStatus installList(String text) {
        Keeper keeper = session.keeper();
        if (keeper.installList(text, session.brain().known()) instanceof ListIntake.Result.Refused refused) {
            throw new LicenseException(LIST_REFUSED, "The revocation list is refused: " + refused.reason() + ".");
        }
        Brain brain = session.brain();
        TrustedKeys left = keeper.keys();
        boolean fewer = !left.kids().equals(brain.keys().kids());
        brain.trust(left);
        Knowledge kept = keeper.knowledge(left, session.settings().clock().instant());
        brain.learn(known -> fewer ? known.restingOn(kept) : known.listed(kept.list()));
        return session.current().status();
    }

    /** The list that counts; empty if none was ever brought. */
    public Optional<RevocationList> list() {
        return Optional.ofNullable(session.brain().known().list());
    }

    /** An answer to another request is one that was used before, perhaps for a seat that was given back. */
    private void requireOurs(LicenseFileResult.Valid file) {
        String asked = session.keeper().memory().request();
        String answers = new Fields(file.payload()).object("meta").text(ActivationRequest.NONCE);
        if (file.kind() == Kind.MACHINE && asked != null && !answers.isEmpty() && !answers.equals(asked)) {
            throw new LicenseException(FILE_REFUSED, "The file is refused: it answers another request.");
        }
    }

    /**
     * Gives the seat up, and proves it. The program is refused from now on.
     *
     * @throws LicenseException {@code NOT_ACTIVATED} if there is no machine file
     */
    public String signOff() {
        Settings settings = session.settings();
        requireLicenseKey();
        String text = session.keeper().memory().file();
        String activation = text != null
                        && session.keeper().intake().read(text, session.brain().keys())
                                instanceof FileIntake.Result.Taken taken
                ? FileFacts.activation(taken.file())
                : "";
        if (activation.isEmpty()) {
            throw new LicenseException("NOT_ACTIVATED", "There is no machine file whose seat could be given up.");
        }
        // First, so that a crash leaves no seat that is used and given up.
        session.forget();
        return DeactivationProof.of(
                        UUID.fromString(activation),
                        settings.fingerprint().value(),
                        settings.clock().instant(),
                        settings.random())
                .write(settings.licenseKey());
    }

    private void requireLicenseKey() {
        if (session.settings().licenseKey().isEmpty()) {
            throw new LicenseException("LICENSE_KEY_REQUIRED", "Requests and proofs need the license key.");
        }
    }
}
