package dev.marque.keygen.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keygen.webhook.Told;
import dev.marque.keygen.wire.Links;
import dev.marque.licensing.license.Licenses;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.outbox.OutboxEvent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Licenses in webhooks, also those that are gone for this API: receivers are told that they are. Thread-safe. */
@Singleton
class LicenseTold implements Told {

    private final Licenses licenses;
    private final LicenseViews views;

    @Inject
    LicenseTold(Licenses licenses, LicenseViews views) {
        this.licenses = licenses;
        this.views = views;
    }

    @Override
    public Set<String> records() {
        return Set.of("license");
    }

    @Override
    public Optional<Map<String, @Nullable Object>> now(Actor room, Links links, OutboxEvent event) {
        try {
            return Optional.of(views.told(links, room, licenses.get(room, event.aggregateId())));
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }
}
