package dev.marque.keys.file;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.keys.sign.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writing license and machine files, byte for byte as Keygen's clients read them; {@link LicenseFileVerifier} reads
 * them.
 */
public final class LicenseFile {

    static final String ENCRYPTED = "aes-256-gcm";
    static final String PLAIN = "base64";

    /** The longest file that is written and read. */
    public static final int MAX_CHARS = 2_000_000;

    /** No file lives shorter. */
    public static final Duration MIN_TTL = Duration.ofHours(1);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private LicenseFile() {}

    /** As {@link #payload(Map, Instant, Duration, Map)}, without further facts. */
    public static Map<String, @Nullable Object> payload(
            Map<String, ? extends @Nullable Object> document, Instant issued, @Nullable Duration ttl) {
        return payload(document, issued, ttl, Map.of());
    }

    /**
     * The document with the {@code meta} that a file needs.
     *
     * @param document a JSON:API document: {@code data} and perhaps {@code included}
     * @param ttl how long the file may be used; null for ever
     * @param facts what else is said about the file, after its times; Keygen's clients leave it aside
     */
    public static Map<String, @Nullable Object> payload(
            Map<String, ? extends @Nullable Object> document,
            Instant issued,
            @Nullable Duration ttl,
            Map<String, ? extends @Nullable Object> facts) {
        if (ttl != null && ttl.compareTo(MIN_TTL) < 0) {
            throw new IllegalArgumentException("a file lives at least an hour");
        }
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("issued", TIME.format(issued));
        meta.put("expiry", ttl == null ? null : TIME.format(issued.plus(ttl)));
        meta.put("ttl", ttl == null ? null : ttl.toSeconds());
        facts.forEach(meta::putIfAbsent);
        Map<String, @Nullable Object> payload = new LinkedHashMap<>(document);
        payload.put("meta", meta);
        return payload;
    }

    /** The fact that a license file is for these machines only, by the values of their fingerprints; none for any. */
    public static Map<String, Object> limitedTo(Set<String> machines) {
        return machines.isEmpty() ? Map.of() : Map.of(FileMeta.MACHINES, List.copyOf(new TreeSet<>(machines)));
    }

    /** Writes a file with the fastest provider. */
    public static String encode(
            Map<String, ? extends @Nullable Object> payload,
            Kind kind,
            Encoding encoding,
            SigningKey key,
            SecureRandom random) {
        return encode(payload, kind, encoding, key, random, SignatureProviders.fastest());
    }

    /**
     * Writes a file.
     *
     * @param payload with {@code meta}, see {@link #payload}
     * @param random gives the initialization vector of an encrypted file
     */
    public static String encode(
            Map<String, ? extends @Nullable Object> payload,
            Kind kind,
            Encoding encoding,
            SigningKey key,
            SecureRandom random,
            SignatureProvider provider) {
        if (FileMeta.of(payload).isEmpty()) {
            throw new IllegalArgumentException("a file's payload has meta with issued and expiry");
        }
        byte[] json = Json.writeBytes(payload);
        String enc;
        String how;
        if (encoding instanceof Encoding.Encrypted encrypted) {
            byte[] iv = new byte[FileCipher.IV_BYTES];
            random.nextBytes(iv);
            byte[] both = FileCipher.encrypt(encrypted.secret(), iv, json);
            int length = both.length - FileCipher.TAG_BYTES;
            enc = StrictBase64.encode(Arrays.copyOf(both, length))
                    + "."
                    + StrictBase64.encode(iv)
                    + "."
                    + StrictBase64.encode(Arrays.copyOfRange(both, length, both.length));
            how = ENCRYPTED;
        } else {
            enc = StrictBase64.encode(json);
            how = PLAIN;
        }
        byte[] signature = provider.signForFile(key.algorithm(), key.privateKey(), signedText(kind, enc));
        Map<String, String> envelope = new LinkedHashMap<>();
        envelope.put("enc", enc);
        envelope.put("sig", StrictBase64.encode(signature));
        envelope.put("alg", how + "+" + key.algorithm().fileName());
        String text = armor(kind, Json.writeBytes(envelope));
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a file has at most " + MAX_CHARS + " characters");
        }
        return text;
    }

    static byte[] signedText(Kind kind, String enc) {
        return (kind.signedPrefix() + enc).getBytes(StandardCharsets.UTF_8);
    }

    static String armor(Kind kind, byte[] content) {
        return kind.armor().write(content);
    }
}
