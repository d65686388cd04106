package dev.marque.platform.config;

/** How strict a start is about unsafe settings. */
public enum Profile {
    /** They are named. */
    DEVELOPMENT,
    /** They are named, and the start is refused. */
    PRODUCTION
}
