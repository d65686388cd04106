package dev.marque.sdk.http;

import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer with all that its signature covers, so that it can be kept and checked again: what comes from a disk is
 * believed no more than what comes from a network.
 */
public record SignedAnswer(
        String method, String target, String host, String date, String digest, String signature, String body) {

    /** The nonce says that an answer is new; how far two clocks differ says nothing. */
    private static final Duration ANY_AGE = Duration.ofDays(100_000);

    /** When the vendor said it; nothing if it did not, or if this is no answer at all. */
    public Optional<Instant> signedAt(TrustedKeys keys, Instant now) {
        return verify(keys, now) instanceof AnswerSignature.Genuine genuine
                ? Optional.of(genuine.date())
                : Optional.empty();
    }

    AnswerSignature.Result verify(TrustedKeys keys, Instant now) {
        return AnswerSignature.verify(
                keys::find,
                new AnswerSignature.Request(method, target, host),
                new AnswerSignature.Headers(date, digest, signature),
                body.getBytes(StandardCharsets.UTF_8),
                now,
                ANY_AGE);
    }

    /** What it says; without fields when it cannot be read. */
    public Fields fields() {
        try {
            return new Fields(Json.readObject(body));
        } catch (JsonException e) {
            return new Fields(Map.of());
        }
    }

    /** For the disk. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("method", method);
        json.put("target", target);
        json.put("host", host);
        json.put("date", date);
        json.put("digest", digest);
        json.put("signature", signature);
        json.put("body", body);
        return json;
    }

    /** From the disk; null when it is none. */
    public static @Nullable SignedAnswer fromJson(Fields json) {
        SignedAnswer answer = new SignedAnswer(
                json.text("method"),
                json.text("target"),
                json.text("host"),
                json.text("date"),
                json.text("digest"),
                json.text("signature"),
                json.text("body"));
        return answer.method.isEmpty() || answer.target.isEmpty() || answer.host.isEmpty() ? null : answer;
    }

    @Override
    public String toString() {
        return "SignedAnswer[" + target + ", " + date + "]";
    }
}
