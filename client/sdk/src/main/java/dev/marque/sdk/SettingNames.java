package dev.marque.sdk;

import dev.marque.keys.fingerprint.Fingerprint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings by name, as text, for frameworks that have configurations of their own: {@code server}, {@code license-key},
 * {@code license-file}, {@code revocation-list}, {@code product}, {@code product-id}, {@code version}, {@code public-keys} (the
 * key set itself, a file, or {@code classpath:} and a resource), {@code salt}, {@code folder}, {@code fingerprint} (instead of
 * what the machine looks like), {@code machine-name}, {@code user}, {@code patience} and {@code warn-before-expiry} (such as {@code PT5S}).
 */
public final class SettingNames {

    private static final Map<String, BiConsumer<MarqueBuilder, String>> KNOWN = known();

    private SettingNames() {}

    private static Map<String, BiConsumer<MarqueBuilder, String>> known() {
        Map<String, BiConsumer<MarqueBuilder, String>> known = new LinkedHashMap<>();
        known.put("server", MarqueBuilder::server);
        known.put("license-key", MarqueBuilder::licenseKey);
        known.put("license-file", MarqueBuilder::licenseFile);
        known.put("revocation-list", MarqueBuilder::revocationList);
        known.put("product", MarqueBuilder::product);
        known.put("product-id", MarqueBuilder::productId);
        known.put("version", MarqueBuilder::version);
        known.put("public-keys", SettingNames::publicKeys);
        known.put("salt", MarqueBuilder::salt);
        known.put("folder", (builder, path) -> builder.folder(Path.of(path)));
        known.put("fingerprint", (builder, value) -> builder.fingerprint(Fingerprint.of(value)));
        known.put("machine-name", MarqueBuilder::machineName);
        known.put("user", MarqueBuilder::user);
        known.put("patience", (builder, text) -> builder.patience(duration("patience", text)));
        known.put(
                "warn-before-expiry",
                (builder, text) -> builder.warnBeforeExpiry(duration("warn-before-expiry", text)));
        return known;
    }

    static void apply(MarqueBuilder builder, Function<String, @Nullable String> settings) {
        KNOWN.forEach((name, setter) -> {
            String value = settings.apply(name);
            if (value != null && !value.isBlank()) {
                setter.accept(builder, value);
            }
        });
    }

    private static void publicKeys(MarqueBuilder builder, String where) {
        builder.publicKeys(TextSource.find(where)
                .orElseThrow(() -> new IllegalStateException("Marque finds no public keys at " + where)));
    }

    private static Duration duration(String name, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("Marque's " + name + " is a duration such as PT5S, not " + text, e);
        }
    }
}
