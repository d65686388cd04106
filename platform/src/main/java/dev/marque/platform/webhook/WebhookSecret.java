package dev.marque.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks as Standard Webhooks 1.0 says: HMAC-SHA-256 over {@code id.timestamp.body}, sent as
 * {@code v1,<base64>}; several signatures are separated by spaces.
 *
 * @param text {@code whsec_} and the key in base64: what the receiver puts into its configuration
 */
record WebhookSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int KEY_BYTES = 32;

    static WebhookSecret random(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    static WebhookSecret ofBytes(byte[] utf8) {
        return new WebhookSecret(new String(utf8, StandardCharsets.UTF_8));
    }

    byte[] toBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The header {@code webhook-signature}: one signature for each secret that is valid now. */
    static String header(List<WebhookSecret> secrets, String id, Instant timestamp, String body) {
        return secrets.stream()
                .map(secret -> secret.signature(id, timestamp, body))
                .collect(Collectors.joining(" "));
    }

    private String signature(String id, Instant timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(text.substring(PREFIX.length())), "HmacSHA256"));
            String content = id + "." + timestamp.getEpochSecond() + "." + body;
            byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
