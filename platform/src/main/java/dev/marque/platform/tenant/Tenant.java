package dev.marque.platform.tenant;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A vendor using Marque.
 *
 * @param slug names it in addresses and at sign-in: 3 to 40 of a-z, 0-9 and hyphen
 * @param zone with which it was made; what counts now is {@link Tenants#zone}
 */
public record Tenant(TenantId id, String slug, String name, ZoneId zone, Instant createdAt) {}
