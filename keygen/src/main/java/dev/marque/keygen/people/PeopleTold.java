package dev.marque.keygen.people;

import dev.marque.keygen.webhook.EventPayload;
import dev.marque.keygen.webhook.Told;
import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Resource;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.outbox.OutboxEvent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users in webhooks, and those who are given a seat of a license or give it back. Thread-safe. */
@Singleton
class PeopleTold implements Told {

    private static final String USER = "user";

    private final UserViews views;

    @Inject
    PeopleTold(UserViews views) {
        this.views = views;
    }

    @Override
    public Set<String> records() {
        return Set.of(USER, "license-user");
    }

    @Override
    public Optional<Map<String, @Nullable Object>> now(Actor room, Links links, OutboxEvent event) {
        return event.aggregateType().equals(USER)
                ? views.byId(room, event.aggregateId()).map(user -> views.of(links, room, user))
                : Optional.of(seat(room, links, event));
    }

    /** The user, if the person is one, with the license that the seat is of. */
    private Map<String, @Nullable Object> seat(Actor room, Links links, OutboxEvent event) {
        EventPayload seat = EventPayload.of(event);
        Optional<String> email = seat.text("email").or(() -> seat.text("who"));
        return email.flatMap(address -> views.byEmail(room, address))
                .map(user -> views.of(links, room, user))
                .orElseGet(() -> {
                    Resource person =
                            new Resource("users", event.aggregateId(), links).attribute("email", email.orElse(null));
                    seat.id("licenseId")
                            .ifPresent(license -> person.relationship(
                                    "license", links.one("licenses/" + license, "licenses", license)));
                    return person.withoutLink();
                });
    }
}
