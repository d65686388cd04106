package dev.marque.platform.settings;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** The settings that the platform itself looks at. */
@Singleton
public class PlatformSettings implements SettingSource {

    public static final TenantSetting<ZoneId> ZONE = TenantSetting.zone(
            "tenant.zone",
            transaction -> ZoneId.of(transaction
                    .createQuery("select zone from tenants where id = current_tenant()")
                    .mapTo(String.class)
                    .one()),
            "In which days, months and license terms are counted, from the next license or renewal on.");

    public static final TenantSetting<Duration> SESSION_LIFETIME = TenantSetting.duration(
            "session.lifetime",
            Duration.ofDays(7),
            Duration.ofMinutes(15),
            Duration.ofDays(90),
            "How long a sign-in lasts without being used: the lifetime of refresh tokens given from now on.");

    public static final TenantSetting<Boolean> SECOND_FACTOR_REQUIRED = TenantSetting.flag(
            "session.second-factor-required",
            false,
            "Whether a sign-in with a password needs a second factor. Who has none can only set one up. Sign-ins through"
                    + " a provider are the provider's to protect.");

    public static final TenantSetting<Duration> SECOND_FACTOR_GRACE = TenantSetting.duration(
            "session.second-factor-grace",
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofDays(90),
            "How long after session.second-factor-required was set people may still do without.");

    /** The longest there is: what is not set is up to those who run the server. */
    private static final int AUDIT_RETENTION_MOST_DAYS = 36_500;

    public static final TenantSetting<Integer> AUDIT_RETENTION_DAYS = TenantSetting.number(
            "audit.retention-days",
            AUDIT_RETENTION_MOST_DAYS,
            30,
            AUDIT_RETENTION_MOST_DAYS,
            "How many days the audit trail is kept, but never longer than those who run the server keep it.");

    @Override
    public List<TenantSetting<?>> settings() {
        return List.of(ZONE, SESSION_LIFETIME, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_GRACE, AUDIT_RETENTION_DAYS);
    }
}
