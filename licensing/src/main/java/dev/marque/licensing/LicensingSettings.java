package dev.marque.licensing;

import dev.marque.platform.settings.SettingSource;
import dev.marque.platform.settings.TenantSetting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The settings that this room looks at. */
@Singleton
public class LicensingSettings implements SettingSource {

    public static final TenantSetting<Duration> GRACE = TenantSetting.duration(
            "license.grace",
            Duration.ofDays(7),
            Duration.ZERO,
            Duration.ofDays(366),
            "How long licenses still work after they expired, under policies made from now on that do not say.");

    @Override
    public List<TenantSetting<?>> settings() {
        return List.of(GRACE);
    }
}
