package dev.marque.keys.answer;

import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.SignatureAlgorithm;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of the signature header:
 * {@code keyid="…", algorithm="ed25519", signature="…", headers="(request-target) host date digest"}.
 *
 * @param signature in base64
 */
public record SignatureHeader(String keyId, SignatureAlgorithm algorithm, String signature) {

    /** The one list of what is signed. A shorter one would leave something open to change. */
    public static final String SIGNED_HEADERS = "(request-target) host date digest";

    private static final int MAX_CHARS = 4_096;
    private static final Pattern PARAMETER = Pattern.compile("\\s*([a-z]{1,20})=\"([^\"\\\\\\p{Cntrl}]*)\"\\s*(?:,|$)");
    private static final int MAX_KEY_ID = 100;

    public SignatureHeader {
        if (!isKeyId(keyId)) {
            throw new IllegalArgumentException("a key id has 1 to 100 printable ASCII characters without quotes");
        }
        if (StrictBase64.decode(signature) == null) {
            throw new IllegalArgumentException("a signature is written in base64");
        }
    }

    private static boolean isKeyId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_KEY_ID;
    }

    /** Writes the value. */
    public String format() {
        return "keyid=\"" + keyId + "\", algorithm=\"" + algorithm.fileName() + "\", signature=\"" + signature
                + "\", headers=\"" + SIGNED_HEADERS + "\"";
    }

    /** The signature itself. */
    public byte[] signatureBytes() {
        byte[] bytes = StrictBase64.decode(signature);
        if (bytes == null) {
            throw new IllegalStateException("checked when made");
        }
        return bytes;
    }

    /** Reads a value; nothing when it is damaged, names an unknown algorithm or signs anything but the four. */
    public static Optional<SignatureHeader> parse(String value) {
        if (value.length() > MAX_CHARS) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(value);
        int at = 0;
        while (at < value.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                return Optional.empty();
            }
            if (parameters.put(matcher.group(1), matcher.group(2)) != null) {
                return Optional.empty();
            }
            at = matcher.end();
        }
        String keyId = parameters.get("keyid");
        String algorithmName = parameters.get("algorithm");
        String signature = parameters.get("signature");
        if (keyId == null
                || algorithmName == null
                || signature == null
                || !SIGNED_HEADERS.equals(parameters.get("headers"))) {
            return Optional.empty();
        }
        try {
            return SignatureAlgorithm.ofFileName(algorithmName)
                    .map(algorithm -> new SignatureHeader(keyId, algorithm, signature));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
