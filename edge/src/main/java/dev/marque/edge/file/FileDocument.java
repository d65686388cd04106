package dev.marque.edge.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.keys.feature.GrantSource;
import dev.marque.keys.validation.ExpirationStrategy;
import dev.marque.licensing.license.LicenseCopy;
import dev.marque.licensing.policy.FloatingRules;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The document inside a license file, in the vendor's words; its signature is good. */
final class FileDocument {

    private static final ObjectMapper JSON = Json.newMapper();

    private FileDocument() {}

    static JsonNode tree(Map<String, ? extends @Nullable Object> payload) {
        return JSON.valueToTree(payload);
    }

    /** @throws RuntimeException if it says what this version cannot read */
    static LicenseCopy license(JsonNode document, JsonNode license, String licenseKey) {
        JsonNode attributes = license.path("attributes");
        Instant expiry = instant(attributes.path("expiry"));
        Instant graceEnds = instant(attributes.path("graceEndsAt"));
        return new LicenseCopy(
                id(license.path("id")),
                id(license.at("/relationships/product/data/id")),
                id(license.at("/relationships/policy/data/id")),
                licenseKey,
                attributes.path("number").asText(),
                text(attributes.path("name")),
                attributes.path("suspended").asBoolean(),
                expiry,
                expiry == null || graceEnds == null ? Duration.ZERO : Duration.between(expiry, graceEnds),
                ExpirationStrategy.valueOf(attributes.path("whenExpired").asText()),
                features(document.path("included")),
                map(attributes.path("limits"), JsonNode::asLong),
                map(attributes.path("metadata"), JsonNode::asText),
                JsonColumns.read(attributes.path("floating"), FloatingRules.class));
    }

    private static List<FeatureGrant> features(JsonNode included) {
        List<FeatureGrant> features = new ArrayList<>();
        for (JsonNode node : included) {
            if (node.path("type").asText().equals("entitlements")) {
                JsonNode attributes = node.path("attributes");
                features.add(new FeatureGrant(
                        null,
                        attributes.path("code").asText(),
                        FeatureValue.of(JSON.convertValue(attributes.path("value"), Object.class)),
                        GrantSource.POLICY,
                        null,
                        null,
                        instant(attributes.path("expiry"))));
            }
        }
        return features;
    }

    private static <V> SortedMap<String, V> map(JsonNode object, Function<JsonNode, V> value) {
        SortedMap<String, V> map = new TreeMap<>();
        object.properties().forEach(field -> map.put(field.getKey(), value.apply(field.getValue())));
        return map;
    }

    private static UUID id(JsonNode node) {
        return UUID.fromString(node.asText());
    }

    private static @Nullable Instant instant(JsonNode node) {
        return node.isTextual() ? Instant.parse(node.asText()) : null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}
