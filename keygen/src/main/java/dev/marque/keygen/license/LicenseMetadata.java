package dev.marque.keygen.license;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of a license in two parts: texts are kept as our own API keeps them and are found by searches, other values are
 * kept by this room.
 *
 * @param texts by name
 */
record LicenseMetadata(Map<String, String> texts, Map<String, @Nullable Object> others) {

    private static final int MOST = 50;
    private static final int LONGEST = 1_000;
    private static final String NAME = "[^\\p{Cntrl}\\p{Cs}]{1,64}";

    static LicenseMetadata of(Map<String, @Nullable Object> all) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            boolean ours = value instanceof String text
                    && text.length() <= LONGEST
                    && texts.size() < MOST
                    && name.matches(NAME);
            if (ours) {
                texts.put(name, (String) value);
            } else {
                others.put(name, value);
            }
        });
        return new LicenseMetadata(texts, others);
    }
}
