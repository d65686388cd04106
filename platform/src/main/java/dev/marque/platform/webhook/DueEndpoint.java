package dev.marque.platform.webhook;

import dev.marque.platform.tenant.TenantId;
import java.util.UUID;

/**
 * An endpoint that this process alone delivers to, for as long as the lease lasts.
 *
 * @param holder names the lease
 */
record DueEndpoint(TenantId tenant, UUID webhook, UUID holder) {}
