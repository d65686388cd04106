package dev.marque.app.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds many secrets in much text at once, each as it is, in base64, in hex and as part of a URL. One pass over the
 * text looks up each window of {@value #WINDOW} characters.
 */
final class SecretSearch {

    private static final int WINDOW = 12;

    private record Form(String text, String kind) {}

    private final Map<String, List<Form>> formsByBeginning = new HashMap<>();

    /** @param secrets each with its kind; every one must have at least {@value #WINDOW} characters */
    SecretSearch(Map<String, String> secrets) {
        secrets.forEach((secret, kind) -> forms(secret).forEach(form -> formsByBeginning
                .computeIfAbsent(form.substring(0, WINDOW), _ -> new ArrayList<>())
                .add(new Form(form, kind))));
    }

    private static Collection<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        SortedSet<String> forms = new TreeSet<>(List.of(
                secret,
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20")));
        for (int skipped = 0; skipped < 3; skipped++) {
            // In the midst of other bytes, base64 has three shapes; whole groups of it do not depend on what is around.
            byte[] rest = Arrays.copyOfRange(bytes, skipped, bytes.length - (bytes.length - skipped) % 3);
            if (rest.length >= WINDOW) {
                forms.add(Base64.getEncoder().encodeToString(rest));
                forms.add(Base64.getUrlEncoder().encodeToString(rest));
            }
        }
        return forms;
    }

    /** The kinds of the secrets that are in the text. */
    SortedSet<String> in(String text) {
        SortedSet<String> found = new TreeSet<>();
        for (int i = 0; i + WINDOW <= text.length(); i++) {
            for (Form form : formsByBeginning.getOrDefault(text.substring(i, i + WINDOW), List.of())) {
                if (text.startsWith(form.text(), i)) {
                    found.add(form.kind());
                }
            }
        }
        return found;
    }
}
