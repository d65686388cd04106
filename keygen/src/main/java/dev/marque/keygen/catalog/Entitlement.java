package dev.marque.keygen.catalog;

import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A feature with what Keygen's clients say about it.
 *
 * @param code as they write it
 * @param feature the code that licenses grant it under
 */
public record Entitlement(
        UUID id,
        String code,
        String feature,
        String name,
        Map<String, @Nullable Object> metadata,
        Instant createdAt,
        Instant updatedAt) {

    /** A feature that nobody has said anything about: its id follows from its code, and it is as old as its license. */
    static Entitlement unsaid(UUID tenant, String feature, Instant since) {
        byte[] name = ("entitlement/" + tenant + "/" + feature).getBytes(StandardCharsets.UTF_8);
        return new Entitlement(UUID.nameUUIDFromBytes(name), feature, feature, feature, Map.of(), since, since);
    }

    /** The resource object. */
    public Map<String, @Nullable Object> view(Links links) {
        return new Resource("entitlements", id, links)
                .attribute("name", name)
                .attribute("code", code)
                .attribute("metadata", metadata)
                .attribute("created", Moments.text(createdAt))
                .attribute("updated", Moments.text(updatedAt))
                .relationship("environment", links.one("", "environments", null))
                .done();
    }
}
