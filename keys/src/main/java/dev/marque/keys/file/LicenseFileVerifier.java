package dev.marque.keys.file;

import dev.marque.keys.file.LicenseFileResult.Invalid;
import dev.marque.keys.file.LicenseFileResult.Reason;
import dev.marque.keys.file.LicenseFileResult.Valid;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.keys.sign.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads license and machine files, Marque's and Keygen's, without a server.
 *
 * <p>There is exactly one text for each file (line ends may be those of Windows, and the last one may be missing), so
 * that a file with any character changed is refused even where the change would mean nothing. The algorithm that the
 * file names has to be that of one of the keys; the signature is checked before anything is decrypted or parsed.
 */
public final class LicenseFileVerifier {

    /** How far the clock here may be behind that of the server. */
    public static final Duration DEFAULT_LEEWAY = Duration.ofMinutes(5);

    private static final int PARTS = 3;

    private final List<VerificationKey> keys;
    private final SignatureProvider provider;
    private final Duration leeway;

    /** With the fastest provider and {@link #DEFAULT_LEEWAY}. */
    public LicenseFileVerifier(Collection<VerificationKey> keys) {
        this(keys, SignatureProviders.fastest(), DEFAULT_LEEWAY);
    }

    /**
     * With everything chosen.
     *
     * @param keys those that may have signed: the current one and, after a rotation, the ones before
     */
    public LicenseFileVerifier(Collection<VerificationKey> keys, SignatureProvider provider, Duration leeway) {
        this.keys = List.copyOf(keys);
        this.provider = provider;
        this.leeway = leeway;
    }

    /**
     * Reads a file. Never throws.
     *
     * @param secret the license key, or for a machine file the license key followed by the fingerprint; null when the
     *     file is expected to be plain
     */
    public LicenseFileResult verify(String text, @Nullable String secret, Instant now) {
        LicenseFileResult result = current(text, secret, now);
        return result instanceof Valid file && !file.machines().isEmpty()
                ? new Invalid(Reason.MACHINE_REQUIRED)
                : result;
    }

    /**
     * Reads a file on a machine, as {@link #verify(String, String, Instant)} does; one that is limited to machines has to
     * name this one. Never throws.
     *
     * @param fingerprint the value of this machine's fingerprint
     */
    public LicenseFileResult verifyOn(String fingerprint, String text, @Nullable String secret, Instant now) {
        LicenseFileResult result = current(text, secret, now);
        return result instanceof Valid file
                        && !file.machines().isEmpty()
                        && !file.machines().contains(fingerprint)
                ? new Invalid(Reason.OTHER_MACHINE)
                : result;
    }

    private LicenseFileResult current(String text, @Nullable String secret, Instant now) {
        LicenseFileResult result = genuine(text, secret);
        if (!(result instanceof Valid)) {
            return result;
        }
        Valid file = (Valid) result;
        Instant expiry = file.expiry();
        if (expiry != null && !now.isBefore(expiry)) {
            return new Invalid(Reason.EXPIRED);
        }
        if (Duration.between(now, file.issued()).compareTo(leeway) > 0) {
            return new Invalid(Reason.NOT_YET_VALID);
        }
        return file;
    }

    /**
     * Reads a file and leaves its times to {@code OfflineVerdict}: what is {@link Valid} here may have expired, and is
     * refused for all else that {@link #verify} refuses. Never throws.
     */
    public LicenseFileResult genuine(String text, @Nullable String secret) {
        if (text.length() > LicenseFile.MAX_CHARS) {
            return new Invalid(Reason.TOO_LONG);
        }
        for (Kind kind : Kind.values()) {
            if (kind.armor().opens(text)) {
                byte[] content = kind.armor().read(text);
                return content == null ? new Invalid(Reason.MALFORMED) : genuine(kind, content, secret);
            }
        }
        return new Invalid(Reason.MALFORMED);
    }

    private LicenseFileResult genuine(Kind kind, byte[] content, @Nullable String secret) {
        Map<String, @Nullable Object> envelope = object(content);
        if (envelope == null
                || envelope.size() != PARTS
                || !(envelope.get("enc") instanceof String enc)
                || !(envelope.get("sig") instanceof String sig)
                || !(envelope.get("alg") instanceof String alg)) {
            return new Invalid(Reason.MALFORMED);
        }
        byte[] signature = StrictBase64.decode(sig);
        int plus = alg.indexOf('+');
        String how = plus < 0 ? "" : alg.substring(0, plus);
        Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.ofFileName(alg.substring(plus + 1));
        boolean encrypted = how.equals(LicenseFile.ENCRYPTED);
        if (signature == null || algorithm.isEmpty() || !(encrypted || how.equals(LicenseFile.PLAIN))) {
            return new Invalid(Reason.MALFORMED);
        }

        byte[] signedText = LicenseFile.signedText(kind, enc);
        VerificationKey signer = null;
        boolean candidate = false;
        for (VerificationKey key : keys) {
            if (key.algorithm() == algorithm.get()) {
                candidate = true;
                if (provider.verify(key.algorithm(), key.publicKey(), signedText, signature)) {
                    signer = key;
                    break;
                }
            }
        }
        if (signer == null) {
            return new Invalid(candidate ? Reason.SIGNATURE : Reason.NO_KEY);
        }

        byte[] json;
        if (encrypted) {
            if (secret == null) {
                return new Invalid(Reason.SECRET_REQUIRED);
            }
            String[] parts = enc.split("\\.", -1);
            byte[] ciphertext = parts.length == PARTS ? StrictBase64.decode(parts[0]) : null;
            byte[] iv = parts.length == PARTS ? StrictBase64.decode(parts[1]) : null;
            byte[] tag = parts.length == PARTS ? StrictBase64.decode(parts[2]) : null;
            if (ciphertext == null || iv == null || tag == null) {
                return new Invalid(Reason.MALFORMED);
            }
            json = FileCipher.decrypt(secret, ciphertext, iv, tag);
            if (json == null) {
                return new Invalid(Reason.DECRYPTION);
            }
        } else {
            json = StrictBase64.decode(enc);
        }

        Map<String, @Nullable Object> payload = json == null ? null : object(json);
        Optional<FileMeta> meta = payload == null ? Optional.empty() : FileMeta.of(payload);
        if (payload == null || meta.isEmpty()) {
            return new Invalid(Reason.MALFORMED);
        }
        return new Valid(
                kind, payload, signer.kid(), meta.get().issued(), meta.get().expiry());
    }

    private static @Nullable Map<String, @Nullable Object> object(byte[] json) {
        try {
            return Json.readObject(json);
        } catch (JsonException e) {
            return null;
        }
    }
}
