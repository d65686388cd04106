package dev.marque.platform.identity;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.lockout.LockOut;
import dev.marque.platform.identity.token.OneTimeTokens;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.settings.PlatformSettings;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Forgets what sign-ins leave behind. Refresh tokens go some time after they expired. Not at once: until then a stolen token that comes back is
 * recognised as stolen.
 */
@Singleton
public class SessionUpkeep implements JobSource {

    static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(7);

    private final Database database;
    private final Tenants tenants;
    private final RefreshTokens refreshTokens;
    private final OneTimeTokens oneTimeTokens;
    private final LockOut lockOut;
    private final InstantSource clock;

    @Inject
    public SessionUpkeep(
            Database database,
            Tenants tenants,
            RefreshTokens refreshTokens,
            OneTimeTokens oneTimeTokens,
            LockOut lockOut,
            InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.refreshTokens = refreshTokens;
        this.oneTimeTokens = oneTimeTokens;
        this.lockOut = lockOut;
        this.clock = clock;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("platform.session-upkeep", Duration.ofHours(6), this::run));
    }

    /** Returns how many refresh tokens were forgotten in all tenants. */
    public int run() {
        lockOut.forgetOld();
        int forgotten = 0;
        for (Tenant tenant : tenants.all()) {
            forgotten += database.inTenant(tenant.id(), this::forget);
        }
        return forgotten;
    }

    private int forget(Handle transaction) {
        Instant before = clock.instant().minus(KEPT_AFTER_EXPIRY);
        oneTimeTokens.forgetExpired(transaction);
        SessionRows.forgetUnusedSince(transaction, before.minus(PlatformSettings.SESSION_LIFETIME.in(transaction)));
        return refreshTokens.forgetExpired(transaction, before);
    }
}
