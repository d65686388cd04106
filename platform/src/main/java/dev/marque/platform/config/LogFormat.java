package dev.marque.platform.config;

/** How log lines look. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object per line, for machines. */
    JSON
}
