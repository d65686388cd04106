package dev.marque.licensing.file;

import dev.marque.keys.feature.Entitlement;
import dev.marque.licensing.license.License;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A license as the JSON:API document that Keygen's client libraries expect inside a file. */
final class LicenseDocument {

    private LicenseDocument() {}

    /** The license, with its features as entitlements. */
    static Map<String, @Nullable Object> of(License license, String key, @Nullable String fingerprint, Instant now) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("data", fingerprint == null ? data(license, key, now) : machine(license, fingerprint));
        List<Object> included = new ArrayList<>();
        if (fingerprint != null) {
            included.add(data(license, key, now));
        }
        license.entitlements(now, null).values().forEach(found -> included.add(entitlement(license, found)));
        document.put("included", included);
        return document;
    }

    /** Keygen's names, and besides them the value and until when it holds. */
    private static Map<String, Object> entitlement(License license, Entitlement found) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("code", found.code());
        attributes.put("name", found.code());
        attributes.put("value", found.value().json());
        attributes.put("expiry", text(found.expiresAt()));
        return Map.of("id", license.id() + ":" + found.code(), "type", "entitlements", "attributes", attributes);
    }

    private static Map<String, @Nullable Object> data(License license, String key, Instant now) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("name", license.name());
        attributes.put("key", key);
        attributes.put("number", license.number());
        attributes.put("status", license.status(now).name());
        attributes.put("expiry", text(license.expiresAt()));
        attributes.put("graceEndsAt", text(license.graceEndsAt()));
        attributes.put("suspended", license.state().name().equals("SUSPENDED"));
        attributes.put("maxMachines", max(license));
        attributes.put("limits", license.limits());
        attributes.put("metadata", license.metadata());
        attributes.put("created", text(license.createdAt()));
        attributes.put("updated", text(license.updatedAt()));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("id", license.id().toString());
        data.put("type", "licenses");
        data.put("attributes", attributes);
        data.put(
                "relationships",
                Map.of(
                        "product", related("products", license.productId().toString()),
                        "policy", related("policies", license.policyId().toString())));
        return data;
    }

    private static Map<String, @Nullable Object> machine(License license, String fingerprint) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("id", fingerprint);
        data.put("type", "machines");
        data.put("attributes", Map.of("fingerprint", fingerprint));
        data.put(
                "relationships",
                Map.of("license", related("licenses", license.id().toString())));
        return data;
    }

    private static Map<String, Object> related(String type, String id) {
        return Map.of("data", Map.of("type", type, "id", id));
    }

    private static @Nullable Long max(License license) {
        Integer max = license.terms().maxActivations();
        return max == null ? null : Long.valueOf(max);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
