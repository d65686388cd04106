package dev.marque.keys.offline;

import dev.marque.keys.json.Armor;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.keys.json.StrictBase64;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a machine writes for its server: an armor around {@code {"enc","mac"}}, where {@code enc} is base64 of JSON and
 * {@code mac} proves that the writer has the license key.
 *
 * @param enc what the mac is over
 */
@SuppressWarnings("ArrayRecordComponent") // Compared in constant time, and by nobody else.
record KeyedText(String purpose, String enc, Map<String, @Nullable Object> payload, byte[] mac) {

    /** The longest text that is read and written. */
    static final int MAX_CHARS = 40_000;

    private static final int PARTS = 2;
    private static final int MAC_BYTES = 32;

    static String write(
            Armor armor, String purpose, Map<String, ? extends @Nullable Object> payload, String licenseKey) {
        String enc = StrictBase64.encode(Json.writeBytes(payload));
        Map<String, String> envelope = new LinkedHashMap<>();
        envelope.put("enc", enc);
        envelope.put("mac", StrictBase64.encode(KeyMac.of(licenseKey, purpose, enc)));
        return armor.write(Json.writeBytes(envelope));
    }

    /** Null when it is no such text. */
    static @Nullable KeyedText read(Armor armor, String purpose, String text) {
        byte[] content = text.length() > MAX_CHARS || !armor.opens(text) ? null : armor.read(text);
        Map<String, @Nullable Object> envelope = object(content);
        if (envelope == null
                || envelope.size() != PARTS
                || !(envelope.get("enc") instanceof String enc)
                || !(envelope.get("mac") instanceof String encodedMac)) {
            return null;
        }
        byte[] mac = StrictBase64.decode(encodedMac);
        Map<String, @Nullable Object> payload = object(StrictBase64.decode(enc));
        return mac == null || mac.length != MAC_BYTES || payload == null
                ? null
                : new KeyedText(purpose, enc, payload, mac);
    }

    boolean isProvenBy(String licenseKey) {
        return MessageDigest.isEqual(mac, KeyMac.of(licenseKey, purpose, enc));
    }

    private static @Nullable Map<String, @Nullable Object> object(byte @Nullable [] json) {
        try {
            return json == null ? null : Json.readObject(json);
        } catch (JsonException e) {
            return null;
        }
    }
}
