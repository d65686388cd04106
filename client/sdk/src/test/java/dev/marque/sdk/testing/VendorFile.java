package dev.marque.sdk.testing;

import dev.marque.keys.file.Encoding;
import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFile;
import dev.marque.keys.offline.OfflineTerms;
import dev.marque.keys.sign.SigningKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Machine files as the vendor's server writes them. */
final class VendorFile {

    private VendorFile() {}

    /** A machine file, encrypted with this secret. */
    static String of(
            VendorLicense license,
            String machine,
            String secret,
            Map<String, String> facts,
            Instant now,
            SigningKey key) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("number", "ENT-202611-000001");
        attributes.put("status", license.state.equals("VALID") ? "ACTIVE" : license.state);
        attributes.put("expiry", license.expiresAt == null ? null : license.expiresAt.toString());
        attributes.put("graceEndsAt", license.graceEndsAt == null ? null : license.graceEndsAt.toString());
        attributes.put("limits", license.limits);
        List<Object> included = new ArrayList<>();
        included.add(Map.of(
                "type",
                "licenses",
                "id",
                "license-1",
                "attributes",
                attributes,
                "relationships",
                Map.of("product", Map.of("data", Map.of("type", "products", "id", "product-1")))));
        license.features.forEach((code, value) -> included.add(
                Map.of("type", "entitlements", "attributes", Map.of("code", code, "name", code, "value", value))));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("data", Map.of("type", "machines", "id", machine, "attributes", Map.of("fingerprint", machine)));
        document.put("included", included);
        OfflineTerms terms = new OfflineTerms(license.longest, license.grace);
        Map<String, @Nullable Object> meta = terms.toMeta();
        meta.putAll(facts);
        return LicenseFile.encode(
                LicenseFile.payload(document, now, terms.inAll(), meta),
                Kind.MACHINE,
                new Encoding.Encrypted(secret),
                key,
                new SecureRandom());
    }
}
