package dev.marque.platform.config;

/** Where events go beyond this server. */
public enum EventTransport {
    POSTGRES,
    KAFKA
}
