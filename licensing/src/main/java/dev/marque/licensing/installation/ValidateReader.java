package dev.marque.licensing.installation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.installation.Requests.FingerprintInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plain requests for a validation, without reflection. It knows fewer of them than the server does: what is
 * anything but plain, right or wrong, it leaves alone, and the server reads it, or says what is wrong. Thread-safe.
 */
final class ValidateReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final int UUID_CHARS = 36;
    private static final int PRODUCT_MAX = 40;
    private static final int NONCE_MAX = 200;
    private static final int FEATURE_MAX = 100;
    private static final int COMPONENT_MAX = 40;
    private static final int FINGERPRINT_MAX = 255;
    private static final int VERSION_MAX = 128;

    /** What was left alone. */
    private static final class NotPlain extends Exception {
        static final NotPlain INSTANCE = new NotPlain();

        private NotPlain() {
            super("not plain", null, false, false);
        }
    }

    private @Nullable FingerprintInput fingerprint;
    private @Nullable List<String> features;
    private @Nullable String version;
    private @Nullable String product;
    private @Nullable UUID leaseId;
    private @Nullable String user;
    private @Nullable String nonce;

    private ValidateReader() {}

    /** The request; null if it is not plain. */
    static Requests.@Nullable Validate read(byte[] body) {
        if (!isAscii(body)) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(body)) {
            return new ValidateReader().read(parser);
        } catch (NotPlain | IOException left) {
            return null;
        }
    }

    /** The parser would take UTF-16 and byte order marks as well. */
    private static boolean isAscii(byte[] body) {
        for (byte b : body) {
            if (b <= 0) {
                return false;
            }
        }
        return true;
    }

    private Requests.Validate read(JsonParser parser) throws IOException, NotPlain {
        expect(parser.nextToken() == JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            field(parser, parser.currentName());
        }
        expect(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
        return new Requests.Validate(fingerprint, features, version, product, leaseId, null, user, nonce);
    }

    private void field(JsonParser parser, String name) throws IOException, NotPlain {
        switch (name) {
            case "fingerprint" -> {
                expect(fingerprint == null);
                fingerprint = fingerprint(parser);
            }
            case "features" -> {
                expect(features == null);
                features = features(parser);
            }
            case "version" -> {
                expect(version == null);
                version = text(parser, 1, VERSION_MAX);
                expect(Version.parse(version).isPresent());
            }
            case "product" -> {
                expect(product == null);
                product = text(parser, 0, PRODUCT_MAX);
            }
            case "leaseId" -> {
                expect(leaseId == null);
                leaseId = uuid(text(parser, UUID_CHARS, UUID_CHARS));
            }
            case "user" -> {
                expect(user == null);
                user = text(parser, 0, EmailAddress.MAX);
            }
            case "nonce" -> {
                expect(nonce == null);
                nonce = text(parser, 0, NONCE_MAX);
            }
            default -> throw NotPlain.INSTANCE;
        }
    }

    private static FingerprintInput fingerprint(JsonParser parser) throws IOException, NotPlain {
        expect(parser.nextToken() == JsonToken.START_OBJECT);
        String value = null;
        Map<String, String> components = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.currentName().equals("value") && value == null) {
                value = text(parser, 1, FINGERPRINT_MAX);
            } else if (parser.currentName().equals("components") && components == null) {
                components = components(parser);
            } else {
                throw NotPlain.INSTANCE;
            }
        }
        expect(value != null);
        return new FingerprintInput(value, components, null);
    }

    private static Map<String, String> components(JsonParser parser) throws IOException, NotPlain {
        expect(parser.nextToken() == JsonToken.START_OBJECT);
        Map<String, String> components = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            expect(isComponent(name)
                    && components.put(name, text(parser, 1, FINGERPRINT_MAX)) == null
                    && components.size() <= Fingerprint.MAX_COMPONENTS);
        }
        return components;
    }

    private static List<String> features(JsonParser parser) throws IOException, NotPlain {
        expect(parser.nextToken() == JsonToken.START_ARRAY);
        List<String> features = new ArrayList<>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            features.add(checked(parser.getText(), 1, FEATURE_MAX));
            expect(features.size() <= Inputs.CODES);
        }
        expect(parser.currentToken() == JsonToken.END_ARRAY);
        return features;
    }

    private static String text(JsonParser parser, int min, int max) throws IOException, NotPlain {
        expect(parser.nextToken() == JsonToken.VALUE_STRING);
        return checked(parser.getText(), min, max);
    }

    /** Printable ASCII: what may not be stored is not among it, and a character is a byte. */
    private static String checked(String text, int min, int max) throws NotPlain {
        expect(text.length() >= min && text.length() <= max);
        for (int i = 0; i < text.length(); i++) {
            expect(text.charAt(i) >= ' ' && text.charAt(i) <= '~');
        }
        return text;
    }

    private static boolean isComponent(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= COMPONENT_MAX;
    }

    private static UUID uuid(String text) throws NotPlain {
        try {
            UUID id = UUID.fromString(text);
            expect(id.toString().equalsIgnoreCase(text));
            return id;
        } catch (IllegalArgumentException none) {
            throw NotPlain.INSTANCE;
        }
    }

    private static void expect(boolean plain) throws NotPlain {
        if (!plain) {
            throw NotPlain.INSTANCE;
        }
    }
}
