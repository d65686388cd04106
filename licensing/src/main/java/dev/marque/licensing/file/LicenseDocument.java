package dev.marque.licensing.file;

import dev.marque.keys.feature.Entitlement;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.FloatingGroup;
import dev.marque.licensing.policy.FloatingRules;
import dev.marque.licensing.rows.Lifetimes;
import java.time.Duration;
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
        FloatingRules floating = license.terms().rules().floating();
        if (floating != null) {
            attributes.put("floating", sharing(floating));
            attributes.put(
                    "whenExpired",
                    license.terms().rules().whenExpired().strategy().name());
        }
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

    /** How many share it, and how: for servers at customers, which give the seats. Every rule is written out. */
    private static Map<String, @Nullable Object> sharing(FloatingRules rules) {
        Duration borrowing = rules.longestBorrowing();
        Map<String, @Nullable Object> sharing = new LinkedHashMap<>();
        sharing.put("seats", Long.valueOf(rules.seats()));
        sharing.put("leasing", rules.leasing().name());
        sharing.put("timeToLive", Lifetimes.text(rules.timeToLive()));
        sharing.put("longestBorrowing", borrowing == null ? null : Lifetimes.text(borrowing));
        sharing.put("linger", Lifetimes.text(rules.linger()));
        sharing.put("overdraft", Long.valueOf(rules.overdraft()));
        sharing.put("queue", Lifetimes.text(rules.queue()));
        sharing.put("order", rules.order().name());
        sharing.put(
                "groups", rules.groups().stream().map(LicenseDocument::group).toList());
        return sharing;
    }

    private static Map<String, @Nullable Object> group(FloatingGroup group) {
        Integer max = group.max();
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("name", group.name());
        written.put("reserved", Long.valueOf(group.reserved()));
        written.put("max", max == null ? null : Long.valueOf(max));
        return written;
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
