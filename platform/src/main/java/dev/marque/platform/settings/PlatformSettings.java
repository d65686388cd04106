package dev.marque.platform.settings;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

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

    public static final TenantSetting<Locale> LOCALE = TenantSetting.locale(
            "tenant.locale", Locale.ENGLISH, "In which programs and pages speak to people who chose none.");

    public static final TenantSetting<Duration> SESSION_LIFETIME = TenantSetting.duration(
            "session.lifetime",
            Duration.ofDays(7),
            Duration.ofMinutes(15),
            Duration.ofDays(90),
            "How long a sign-in lasts without being used: the lifetime of refresh tokens given from now on.");

    public static final TenantSetting<Integer> AUDIT_RETENTION_DAYS =
            TenantSetting.number("audit.retention-days", 3650, 30, 36_500, "How many days the audit trail is kept.");

    @Override
    public List<TenantSetting<?>> settings() {
        return List.of(ZONE, LOCALE, SESSION_LIFETIME, AUDIT_RETENTION_DAYS);
    }
}
