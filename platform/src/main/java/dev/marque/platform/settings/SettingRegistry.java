package dev.marque.platform.settings;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every setting of every room. Immutable. */
public final class SettingRegistry {

    private final SortedMap<String, TenantSetting<?>> byName = new TreeMap<>();

    /** @throws IllegalArgumentException if two rooms use one name */
    public SettingRegistry(Iterable<SettingSource> rooms) {
        for (SettingSource room : rooms) {
            for (TenantSetting<?> setting : room.settings()) {
                if (byName.put(setting.name(), setting) != null) {
                    throw new IllegalArgumentException("two rooms have the setting " + setting.name());
                }
            }
        }
    }

    /** All of them, by name. */
    public Collection<TenantSetting<?>> all() {
        return List.copyOf(byName.values());
    }

    public Optional<TenantSetting<?>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
