package dev.marque.platform.identity;

import dev.marque.platform.database.Database;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Forgets refresh tokens some time after they expired. Not at once: until then a stolen token that comes back is
 * recognised as stolen.
 */
@Singleton
public class SessionUpkeep {

    static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(7);

    private final Database database;
    private final Tenants tenants;
    private final RefreshTokens refreshTokens;
    private final InstantSource clock;

    @Inject
    public SessionUpkeep(Database database, Tenants tenants, RefreshTokens refreshTokens, InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
    }

    public RecurringJob job() {
        return new RecurringJob("platform.session-upkeep", Duration.ofHours(6), this::run);
    }

    /** Returns how many tokens were forgotten in all tenants. */
    public int run() {
        Instant before = clock.instant().minus(KEPT_AFTER_EXPIRY);
        int forgotten = 0;
        for (Tenant tenant : tenants.all()) {
            forgotten +=
                    database.inTenant(tenant.id(), transaction -> refreshTokens.forgetExpired(transaction, before));
        }
        return forgotten;
    }
}
