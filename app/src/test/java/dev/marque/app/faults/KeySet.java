package dev.marque.app.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.VerificationKey;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A client's copy of a server's Ed25519 keys: fetched again whenever a key is missing, as clients are told to. */
final class KeySet {

    private static final String PATH = "/.well-known/jwks.json?tenant=main";
    private static final String VALIDATE = "/api/v1/licensing/validate";

    /** RFC 8410: what stands before the 32 bytes of an Ed25519 key. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Map<String, VerificationKey> keys = new HashMap<>();
    private final Api server;

    KeySet(Api server) {
        this.server = server;
    }

    /** Whether an answer to a validation was signed by a key that is genuine now. */
    boolean believes(Answer answer, Api sentBy) {
        AnswerSignature.Result result = AnswerSignature.verify(
                this::key,
                new AnswerSignature.Request(
                        "POST", VALIDATE, URI.create(sentBy.baseUrl()).getAuthority()),
                new AnswerSignature.Headers(
                        header(answer, "Date"), header(answer, "Digest"), header(answer, "Marque-Signature")),
                answer.body(),
                Instant.now(),
                Duration.ofMinutes(1));
        return result instanceof AnswerSignature.Genuine;
    }

    private Optional<VerificationKey> key(String kid) {
        if (!keys.containsKey(kid)) {
            keys.clear();
            server.get(PATH).json().at("/keys").forEach(this::take);
        }
        return Optional.ofNullable(keys.get(kid));
    }

    private void take(JsonNode jwk) {
        if (jwk.at("/crv").asText().equals("Ed25519")) {
            String kid = jwk.at("/kid").asText();
            keys.put(kid, new VerificationKey(kid, SignatureAlgorithm.ED25519, ed25519(jwk)));
        }
    }

    private static PublicKey ed25519(JsonNode jwk) {
        byte[] raw = Base64.getUrlDecoder().decode(jwk.at("/x").asText());
        byte[] encoded = new byte[PREFIX.length + raw.length];
        System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
        System.arraycopy(raw, 0, encoded, PREFIX.length, raw.length);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(Answer answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
