package dev.marque.licensing.installation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.answer.AnswerSignature.Headers;
import dev.marque.keys.answer.AnswerSignature.Request;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.signing.SigningKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs answers to installations. The one place where that happens: the answer is written once, and the very bytes that
 * were signed are the bytes that are sent. Thread-safe.
 */
@Singleton
public class SignedAnswers {

    /** The header with the signature; its form is Keygen's. */
    public static final String SIGNATURE = "Marque-Signature";

    /** The header with the hash of the body. */
    public static final String DIGEST = "Digest";

    private static final String METHOD = "POST";
    private static final String NO_HOST = "localhost";

    private final SigningKeys keys;
    private final ObjectMapper json;
    private final InstantSource clock;

    @Inject
    public SignedAnswers(SigningKeys keys, ObjectMapper json, InstantSource clock) {
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The answer to a POST, under the tenant's Ed25519 key. What is signed names the address that was called, so an
     * address that cannot be signed is refused before anything is done.
     *
     * @param work makes the answer
     * @throws ProblemException INVALID_INPUT for a malformed address or host
     */
    public Response answer(Actor installation, UriInfo uri, HttpHeaders requestHeaders, Supplier<Object> work) {
        Request request = request(uri::getRequestUri, requestHeaders.getHeaderString(HttpHeaders.HOST));
        byte[] body = bytes(work.get());
        Signing.SIGNATURES.add(SignatureAlgorithm.ED25519);
        Headers headers = AnswerSignature.sign(
                keys.active(installation.tenant(), SignatureAlgorithm.ED25519), request, clock.instant(), body);
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.DATE, headers.date())
                .header(DIGEST, headers.digest())
                .header(SIGNATURE, headers.signature())
                .build();
    }

    static Request request(Supplier<URI> address, @Nullable String hostHeader) {
        try {
            URI uri = address.get();
            String query = uri.getRawQuery();
            String host = hostHeader == null || hostHeader.isBlank() ? uri.getRawAuthority() : hostHeader;
            return new Request(
                    METHOD, uri.getRawPath() + (query == null ? "" : "?" + query), host == null ? NO_HOST : host);
        } catch (RuntimeException malformed) {
            // The HTTP layer hands on addresses that are no URIs, and fails only when it is asked for one.
            throw new ProblemException(
                    ProblemType.INVALID_INPUT,
                    "The address or the Host header is malformed, so no answer can be signed.");
        }
    }

    private byte[] bytes(Object answer) {
        try {
            return json.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of ours is not JSON", e);
        }
    }
}
