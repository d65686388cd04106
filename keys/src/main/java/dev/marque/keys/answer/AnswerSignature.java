package dev.marque.keys.answer;

import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.sign.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Signs an HTTP answer together with the request that it answers, as Keygen does, and checks such signatures. Webhooks
 * are signed the same way.
 */
public final class AnswerSignature {

    private static final String DIGEST_PREFIX = "sha-256=";

    private AnswerSignature() {}

    /**
     * The request that is answered.
     *
     * @param target path and query as they stand in the request, {@code /api/v1/licensing/validate}
     * @param host as in the request's {@code Host} header
     */
    public record Request(String method, String target, String host) {
        public Request {
            // A line end in any of them would let the signed text say something else.
            if (!printable(method) || !printable(target) || !printable(host)) {
                throw new IllegalArgumentException("method, target and host have no white space or control characters");
            }
        }

        private static boolean printable(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
                    return false;
                }
            }
            return !text.isEmpty();
        }
    }

    /**
     * The headers that go with a signed answer.
     *
     * @param date the {@code Date} header
     * @param digest the {@code Digest} header
     * @param signature the signature header
     */
    public record Headers(String date, String digest, String signature) {}

    /** What came of checking a signature. */
    public sealed interface Result permits Genuine, Forged {}

    /** Said by the holder of the key, about this request, at that time. */
    public record Genuine(String keyId, Instant date) implements Result {}

    /** Not to be believed. */
    public record Forged(Reason reason) implements Result {}

    /** Why an answer is not to be believed. */
    public enum Reason {
        MALFORMED,
        UNKNOWN_KEY,
        /** The algorithm in the header is not that of the key. */
        ALGORITHM,
        /** The body is not the one that was signed. */
        DIGEST,
        SIGNATURE,
        /** Genuine, but too old or too far in the future: perhaps an old answer played again. */
        STALE
    }

    /** Signs with the fastest provider and names the key by its kid. */
    public static Headers sign(SigningKey key, Request request, Instant date, byte[] body) {
        return sign(key, key.kid(), request, date, body, SignatureProviders.fastest());
    }

    /**
     * Signs.
     *
     * @param keyId what the header calls the key: its kid, or the account for Keygen's clients
     */
    public static Headers sign(
            SigningKey key, String keyId, Request request, Instant date, byte[] body, SignatureProvider provider) {
        String dateText = HttpDate.format(date);
        String digest = digest(body);
        byte[] message = signingText(request, dateText, digest).getBytes(StandardCharsets.UTF_8);
        byte[] signature = provider.signForFile(key.algorithm(), key.privateKey(), message);
        SignatureHeader header = new SignatureHeader(keyId, key.algorithm(), StrictBase64.encode(signature));
        return new Headers(dateText, digest, header.format());
    }

    /** Checks with the fastest provider. */
    public static Result verify(
            Function<String, Optional<VerificationKey>> keys,
            Request request,
            Headers headers,
            byte[] body,
            Instant now,
            Duration maxAge) {
        return verify(keys, request, headers, body, now, maxAge, SignatureProviders.fastest());
    }

    /**
     * Checks. Never throws.
     *
     * @param keys finds a key by what the header calls it
     * @param maxAge how far the answer's date may be from now, either way
     */
    public static Result verify(
            Function<String, Optional<VerificationKey>> keys,
            Request request,
            Headers headers,
            byte[] body,
            Instant now,
            Duration maxAge,
            SignatureProvider provider) {
        Optional<SignatureHeader> header = SignatureHeader.parse(headers.signature());
        Optional<Instant> date = HttpDate.parse(headers.date());
        if (header.isEmpty() || date.isEmpty()) {
            return new Forged(Reason.MALFORMED);
        }
        Optional<VerificationKey> key = keys.apply(header.get().keyId());
        if (key.isEmpty()) {
            return new Forged(Reason.UNKNOWN_KEY);
        }
        if (key.get().algorithm() != header.get().algorithm()) {
            return new Forged(Reason.ALGORITHM);
        }
        // The digest is public; comparing it in constant time would protect nothing.
        if (!digest(body).equals(headers.digest())) {
            return new Forged(Reason.DIGEST);
        }
        byte[] message = signingText(request, headers.date(), headers.digest()).getBytes(StandardCharsets.UTF_8);
        if (!provider.verify(
                key.get().algorithm(),
                key.get().publicKey(),
                message,
                header.get().signatureBytes())) {
            return new Forged(Reason.SIGNATURE);
        }
        if (Duration.between(date.get(), now).abs().compareTo(maxAge) > 0) {
            return new Forged(Reason.STALE);
        }
        return new Genuine(header.get().keyId(), date.get());
    }

    /** The text that is signed: four lines, no line end after the last. */
    public static String signingText(Request request, String date, String digest) {
        return "(request-target): " + request.method().toLowerCase(Locale.ROOT) + " " + request.target()
                + "\nhost: " + request.host()
                + "\ndate: " + date
                + "\ndigest: " + digest;
    }

    /** The {@code Digest} header of a body. */
    public static String digest(byte[] body) {
        try {
            return DIGEST_PREFIX
                    + StrictBase64.encode(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
