package dev.marque.keygen.webhook;

import dev.marque.keygen.wire.Links;
import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.answer.AnswerSignature.Headers;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.outbox.OutboxEvent;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.EnvironmentCode;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.webhook.WebhookForm;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Messages in Keygen's documents, signed as answers below {@code /v1} are. Thread-safe. */
@Singleton
public class KeygenForm implements WebhookForm {

    static final String NAME = "keygen";

    /** Nobody can subscribe to it; who has an endpoint pinged, in our own API, gets it. */
    private static final String PINGED = "webhook.pinged";

    private static final String PING = "webhook-endpoint.pinged";

    private final Map<String, Told> byRecord = new HashMap<>();
    private final SigningKeys keys;
    private final SignatureProvider signatures;

    @Inject
    public KeygenForm(@Any Instance<Told> tellers, SigningKeys keys, SignatureProvider signatures) {
        tellers.forEach(teller -> teller.records().forEach(record -> byRecord.put(record, teller)));
        this.keys = keys;
        this.signatures = signatures;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> body(Message message) {
        OutboxEvent event = message.event();
        Optional<String> name = event.type().equals(PINGED) ? Optional.of(PING) : EventNames.of(event.type());
        return name.map(told -> {
            Links links = new Links(event.tenantId().value());
            Actor room = Actor.system(where(event), NAME);
            return EventDocument.body(
                    links,
                    message,
                    told,
                    Optional.ofNullable(byRecord.get(event.aggregateType()))
                            .flatMap(teller -> teller.now(room, links, event))
                            .orElseGet(() -> Remembered.of(links, event)));
        });
    }

    private static TenantEnvironment where(OutboxEvent event) {
        return new TenantEnvironment(
                event.tenantId(),
                new EnvironmentCode(
                        Objects.requireNonNullElse(event.environment(), EnvironmentCode.PRODUCTION.value())));
    }

    @Override
    public Map<String, String> headers(Request request) {
        SignatureAlgorithm algorithm = Optional.ofNullable(request.signatureAlgorithm())
                .flatMap(SignatureAlgorithm::ofFileName)
                .orElse(SignatureAlgorithm.ED25519);
        Signing.SIGNATURES.add(algorithm);
        Headers made = AnswerSignature.sign(
                keys.active(request.tenant(), algorithm),
                request.tenant().toString(),
                signed(request.url()),
                request.at(),
                request.body(),
                signatures);
        return Map.of(
                "Date", made.date(),
                "Digest", made.digest(),
                "Keygen-Signature", made.signature(),
                "Keygen-Date", made.date(),
                "Keygen-Digest", made.digest(),
                "Keygen-Version", "1.8");
    }

    /** Method, address and host as the receiver reads them in the request. */
    private static AnswerSignature.Request signed(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new AnswerSignature.Request(
                "POST",
                url.getRawQuery() == null ? path : path + "?" + url.getRawQuery(),
                url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort());
    }
}
