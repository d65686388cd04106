package dev.marque.keygen.release;

import dev.marque.keygen.webhook.EventPayload;
import dev.marque.keygen.webhook.Told;
import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keys.validation.Channel;
import dev.marque.licensing.release.Release;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.outbox.OutboxEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Versions in webhooks. Their events are their product's, and say all that there is to be said. Thread-safe. */
@Singleton
class ReleaseTold implements Told {

    @Override
    public Set<String> records() {
        return Set.of("product-version");
    }

    @Override
    public Optional<Map<String, @Nullable Object>> now(Actor room, Links links, OutboxEvent event) {
        EventPayload told = EventPayload.of(event);
        return told.text("version").flatMap(version -> told.text("releasedAt")
                .flatMap(Moments::parse)
                .map(released -> new Release(
                        version,
                        told.text("channel").map(Channel::valueOf).orElse(Channel.STABLE),
                        released,
                        List.of()))
                .map(release -> new Listed(event.aggregateId(), release).view(links)));
    }
}
