package dev.marque.platform.settings;

import java.util.List;

/** A room's settings. Each room that has some has one bean of this type. */
@FunctionalInterface
public interface SettingSource {

    List<TenantSetting<?>> settings();
}
