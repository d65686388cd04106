package dev.marque.examples.notepad;

import dev.marque.keys.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether the program may run. The first start activates this machine; later ones ask Marque, and when it is
 * out of reach, the activation token decides until it expires.
 */
final class LicenseGuard {

    private final MarqueClient marque;
    private final Fingerprint machine;
    private final Path keysFile;
    private final Path tokenFile;

    private LicenseGuard(MarqueClient marque, Fingerprint machine, Path folder) {
        this.marque = marque;
        this.machine = machine;
        this.keysFile = folder.resolve("keys.json");
        this.tokenFile = folder.resolve("activation.jwt");
    }

    static LicenseGuard of(Settings settings) throws IOException {
        return new LicenseGuard(
                new MarqueClient(settings.server(), settings.licenseKey()),
                ThisMachine.fingerprint(settings.machine()),
                settings.folder());
    }

    Permit ask() throws IOException, InterruptedException {
        Optional<TrustedKeys> pinned = TrustedKeys.in(keysFile);
        if (pinned.isPresent() && Files.exists(tokenFile)) {
            return validate(pinned.get());
        }
        try {
            TrustedKeys keys = pinned.isPresent() ? pinned.get() : pin(marque.fetchKeys());
            Answer answer = marque.activate(keys, machine);
            if (!answer.yes("activated")) {
                return refused(answer);
            }
            Files.writeString(tokenFile, answer.text("token"));
            return validate(keys);
        } catch (IOException e) {
            return new Permit.Refused(
                    "it has to be activated, and that did not work. " + message(e), Permit.UNREACHABLE);
        }
    }

    private TrustedKeys pin(byte[] jwks) throws IOException {
        TrustedKeys keys = TrustedKeys.parse(jwks);
        Files.write(keysFile, jwks);
        return keys;
    }

    private Permit validate(TrustedKeys keys) throws IOException, InterruptedException {
        String token = Files.readString(tokenFile);
        Answer answer;
        try {
            answer = marque.validate(keys, machine);
        } catch (IOException e) {
            return offline(keys, token, e);
        }
        if (!answer.yes("valid")) {
            // Otherwise pulling the plug would bring the program back to life.
            Files.delete(tokenFile);
            return refused(answer);
        }
        renew(keys, token);
        return granted(answer);
    }

    /** Every start with a network gives the full time without one again. */
    private void renew(TrustedKeys keys, String token) throws InterruptedException {
        try {
            Answer answer = marque.refresh(keys, token);
            if (answer.yes("refreshed")) {
                Files.writeString(tokenFile, answer.text("token"));
            }
        } catch (IOException _) {
            // The old token still holds, and the next start tries again.
        }
    }

    private Permit offline(TrustedKeys keys, String token, IOException reason) {
        Optional<Set<String>> features = OfflineToken.check(token, keys, machine, Instant.now());
        if (features.isEmpty()) {
            return new Permit.Refused(
                    "the license server is out of reach, and the time without it is over. " + message(reason),
                    Permit.UNREACHABLE);
        }
        return new Permit.Granted(features.get(), Optional.of("(working offline)"));
    }

    private static Permit granted(Answer answer) {
        boolean inGrace = answer.text("code").equals("IN_GRACE");
        return new Permit.Granted(
                answer.features(),
                inGrace ? Optional.of("Your license has expired; please renew it soon.") : Optional.empty());
    }

    private static Permit refused(Answer answer) {
        return new Permit.Refused(answer.text("code") + ". " + answer.text("detail"), Permit.REFUSED);
    }

    private static String message(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
