package dev.marque.licensing.hot;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Scopes;
import dev.marque.keys.validation.SignsOfLife;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.policy.Purpose;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An active machine. All but its last sign of life stays as it was read. */
final class HotMachine {

    private final UUID id;
    private final Fingerprint fingerprint;
    private final Purpose purpose;
    private volatile SignsOfLife life;

    HotMachine(UUID id, Fingerprint fingerprint, SignsOfLife life, Purpose purpose) {
        this.id = id;
        this.fingerprint = fingerprint;
        this.life = life;
        this.purpose = purpose;
    }

    UUID id() {
        return id;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    Purpose purpose() {
        return purpose;
    }

    /** As far as is known here: it may have been heard of later, elsewhere. */
    SignsOfLife life() {
        return life;
    }

    /** It gave a sign of life. Of two at the same time either may be the one that is known. */
    void heardAt(Instant at) {
        life = new SignsOfLife(life.activatedAt(), at, life.revivedAt());
    }

    /** Whether it may be the one that asks, or one that is asked about: the condition of the query in Situations. */
    boolean mayBeMeantBy(ValidationRequest request) {
        Fingerprint asking = request.fingerprint();
        Scopes scopes = request.scopes();
        return (asking != null && looksLike(asking))
                || scopes.fingerprints().contains(fingerprint.value())
                || id.equals(scopes.activationId());
    }

    private boolean looksLike(Fingerprint asking) {
        return asking.value().equals(fingerprint.value()) || sharesAComponent(asking.components());
    }

    private boolean sharesAComponent(Map<String, String> asking) {
        if (asking.isEmpty() || fingerprint.components().isEmpty()) {
            return false;
        }
        for (Map.Entry<String, String> known : fingerprint.components().entrySet()) {
            @Nullable String asked = asking.get(known.getKey());
            if (known.getValue().equals(asked)) {
                return true;
            }
        }
        return false;
    }
}
