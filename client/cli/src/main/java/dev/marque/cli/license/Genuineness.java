package dev.marque.cli.license;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.http.ApiAnswer;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.profile.Session;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.answer.AnswerSignature.Forged;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whether answers to installations are the vendor's: signed, with a known key, and to this very question. The keys are those of
 * the file that MARQUE_KEYS names; without it, those that the server shows, and then a wrong server is found only by
 * what else it cannot do.
 */
public final class Genuineness {

    /** Generous: clocks differ, and the nonce already keeps old answers out. {@code doctor} looks at clocks. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final Session session;
    private final Invocation invocation;

    public Genuineness(Session session, Invocation invocation) {
        this.session = session;
        this.invocation = invocation;
    }

    /** @throws Failure if it is not */
    public void require(ApiRequest request, ApiAnswer answer) throws InterruptedException {
        Optional<Object> nonce = nonce(request);
        if (nonce.isEmpty()) {
            // Questions without one have answers that are files, signed in themselves.
            return;
        }
        PublicKeys keys = keys();
        URI uri = session.client().address(request.target());
        Instant now = invocation.host().clock().instant();
        AnswerSignature.Result result = AnswerSignature.verify(
                keys::find,
                new AnswerSignature.Request(request.method(), request.target(), uri.getRawAuthority()),
                new AnswerSignature.Headers(
                        answer.header("Date"), answer.header("Digest"), answer.header("Marque-Signature")),
                answer.body(),
                now,
                CLOCKS_DIFFER);
        if (result instanceof Forged forged) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "The answer is not the vendor's: " + forged.reason() + ".",
                    forged.reason() == AnswerSignature.Reason.STALE
                            ? "Is the clock of this machine right? marque doctor compares."
                            : "Somebody may be between this machine and the server.");
        }
        if (!nonce.get().equals(answer.fields().get("nonce"))) {
            throw new Failure(ExitCode.REFUSED, "The answer is genuine, but to another question.");
        }
    }

    private PublicKeys keys() throws InterruptedException {
        Optional<String> file = invocation.host().variable("MARQUE_KEYS");
        return file.isPresent() ? PublicKeys.read(invocation.host().read(file.get())) : shown(session);
    }

    /** The keys that a server shows. */
    public static PublicKeys shown(Session session) throws InterruptedException {
        String tenant = session.tenant().orElse("");
        ApiRequest request = ApiRequest.get(ApiRequest.target("/.well-known/jwks.json", Map.of("tenant", tenant)));
        return PublicKeys.of(session.client().send(request).fields());
    }

    private static Optional<Object> nonce(ApiRequest request) {
        try {
            return request.body().isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(Json.readObject(request.body().get()).get("nonce"));
        } catch (JsonException e) {
            throw new IllegalStateException("what was sent", e);
        }
    }
}
