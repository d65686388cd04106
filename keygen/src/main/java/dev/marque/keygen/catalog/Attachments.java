package dev.marque.keygen.catalog;

import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That something has an entitlement, as a record of its own. */
public final class Attachments {

    private Attachments() {}

    /**
     * The resource object.
     *
     * @param kind {@code policy} or {@code license}
     */
    public static Map<String, @Nullable Object> view(
            String kind, UUID owner, Entitlement entitlement, Instant since, Links links) {
        String plural = kind.equals("policy") ? "policies" : "licenses";
        UUID id = UUID.nameUUIDFromBytes((owner + "/" + entitlement.id()).getBytes(StandardCharsets.UTF_8));
        return new Resource(kind + "-entitlements", id, links)
                .attribute("created", Moments.text(since))
                .attribute("updated", Moments.text(since))
                .relationship("environment", links.one("", "environments", null))
                .relationship(kind, links.one(plural + "/" + owner, plural, owner))
                .relationship(
                        "entitlement", links.one("entitlements/" + entitlement.id(), "entitlements", entitlement.id()))
                .withoutLink();
    }

    /** That an entitlement of the list is not there. */
    public static Failure unknown(int index) {
        return Failure.unprocessable(
                "/data/" + index + "/relationships/entitlement", "ENTITLEMENT_NOT_FOUND", "must exist");
    }

    /** That an entitlement of the list is attached already. */
    public static Failure taken(int index) {
        return Failure.unprocessable("/data/" + index, "ENTITLEMENT_TAKEN", "already exists");
    }
}
