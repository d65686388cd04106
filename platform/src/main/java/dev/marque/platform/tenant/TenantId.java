package dev.marque.platform.tenant;

import java.util.UUID;

/** Names a tenant. A type of its own, so that no other id can be passed where the boundary of data is drawn. */
public record TenantId(UUID value) {

    public static TenantId of(String text) {
        return new TenantId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
