package dev.marque.sdk.usage;

import java.util.Map;

/**
 * What a heartbeat tells besides.
 *
 * @param key its idempotency key
 * @param features how often which features were used
 */
public record HeartbeatLoad(String key, Map<String, Long> features) {}
