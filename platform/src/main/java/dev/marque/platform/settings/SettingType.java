package dev.marque.platform.settings;

/** What kind of value a setting has. */
public enum SettingType {
    NUMBER,
    DURATION,
    ZONE,
    BOOLEAN
}
