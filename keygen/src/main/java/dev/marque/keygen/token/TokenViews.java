package dev.marque.keygen.token;

import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import dev.marque.licensing.token.LicenseToken;
import dev.marque.platform.identity.apikey.ApiKey;
import dev.marque.platform.identity.apikey.KeyOwner;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens as Keygen shows them. */
public final class TokenViews {

    private TokenViews() {}

    /**
     * An API key.
     *
     * @param secret shown only when it was just made
     */
    public static Map<String, @Nullable Object> of(Links links, ApiKey key, @Nullable String secret) {
        boolean person = key.ownerKind() == KeyOwner.Kind.USER;
        UUID owner = person ? key.ownerId() : null;
        Resource token = new Resource("tokens", key.id(), links).attribute("kind", "admin-token");
        if (secret != null) {
            token.attribute("token", secret);
        }
        return token.attribute("expiry", Moments.text(key.expiresAt()))
                .attribute("name", key.name())
                .attribute("permissions", key.scopes())
                .attribute("created", Moments.text(key.createdAt()))
                .attribute("updated", Moments.text(key.createdAt()))
                .relationship("environment", links.one("", "environments", null))
                .relationship("bearer", links.one(owner == null ? "" : "users/" + owner, "users", owner))
                .done();
    }

    /** A token of a license. */
    static Map<String, @Nullable Object> of(Links links, LicenseToken found, @Nullable String secret) {
        Resource token = new Resource("tokens", found.id(), links).attribute("kind", "activation-token");
        if (secret != null) {
            token.attribute("token", secret);
        }
        for (String count : java.util.List.of("maxActivations", "maxDeactivations")) {
            token.attribute(count, null);
        }
        return token.attribute("activations", 0L)
                .attribute("deactivations", 0L)
                .attribute("expiry", Moments.text(found.expiresAt()))
                .attribute("name", found.name())
                .attribute("permissions", java.util.List.of())
                .attribute("created", Moments.text(found.createdAt()))
                .attribute("updated", Moments.text(found.createdAt()))
                .relationship("environment", links.one("", "environments", null))
                .relationship("bearer", links.one("licenses/" + found.licenseId(), "licenses", found.licenseId()))
                .done();
    }
}
