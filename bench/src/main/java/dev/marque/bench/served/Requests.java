package dev.marque.bench.served;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Calls of programs, as they go over the wire. */
public final class Requests {

    public static final String VALIDATE = "/api/v1/licensing/validate";
    public static final String QUESTION = "{\"fingerprint\": {\"value\": \"machine\"}, \"nonce\": \"6b1f0c\"}";

    private Requests() {}

    /** Validations with each of the keys. */
    public static List<byte[]> validations(List<String> keys) {
        return keys.stream()
                .map(key -> post(VALIDATE, "License " + key, QUESTION))
                .toList();
    }

    /** HTTP/1.1, whole. */
    public static byte[] post(String path, String authorization, String json) {
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: "
                        + authorization + "\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
