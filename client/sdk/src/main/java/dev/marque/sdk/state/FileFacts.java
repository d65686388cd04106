package dev.marque.sdk.state;

import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.offline.DeactivationProof;
import dev.marque.sdk.http.Fields;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the documents in license and machine files. */
public final class FileFacts {

    private static final List<String> USABLE = List.of("ACTIVE", "IN_GRACE");

    private FileFacts() {}

    /** What a genuine file says. Whether it is for this machine was looked at before. */
    public static Facts of(LicenseFileResult.Valid file) {
        Fields document = new Fields(file.payload());
        Fields license = license(document);
        Fields attributes = license.object("attributes");
        String status = attributes.text("status");
        return new Facts(
                license.text("id"),
                attributes.text("number"),
                USABLE.contains(status) || status.equals("EXPIRED"),
                status.equals("ACTIVE") ? "VALID" : status,
                status.equals("ACTIVE")
                        ? "The license is valid."
                        : "The license was " + status + " when its file was made.",
                file.issued(),
                true,
                file.expiry(),
                attributes.instant("expiry"),
                attributes.instant("graceEndsAt"),
                features(document),
                AnswerFacts.numbers(attributes.object("limits")),
                Map.of(),
                null,
                null);
    }

    /** The id of the product that the file's license is for; empty if the file does not say. */
    public static String productId(LicenseFileResult.Valid file) {
        return license(new Fields(file.payload()))
                .object("relationships")
                .object("product")
                .object("data")
                .text("id");
    }

    /** The value of the fingerprint that a machine file is for; empty for a license file. */
    public static String machine(LicenseFileResult.Valid file) {
        return new Fields(file.payload()).object("data").object("attributes").text("fingerprint");
    }

    /** The id of the activation that a machine file belongs to; empty if it does not say. */
    public static String activation(LicenseFileResult.Valid file) {
        return new Fields(file.payload()).object("meta").text(DeactivationProof.ACTIVATION);
    }

    /** In a machine file the license is among what is included. */
    private static Fields license(Fields document) {
        Fields data = document.object("data");
        return data.text("type").equals("licenses")
                ? data
                : document.objects("included").stream()
                        .filter(one -> one.text("type").equals("licenses"))
                        .findFirst()
                        .orElse(new Fields(Map.of()));
    }

    private static Map<String, Entitled> features(Fields document) {
        Map<String, Entitled> features = new HashMap<>();
        for (Fields one : document.objects("included")) {
            if (one.text("type").equals("entitlements")) {
                Fields attributes = one.object("attributes");
                Object value = attributes.values().get("value");
                Instant expiry = attributes.instant("expiry");
                // Files that are not Marque's name entitlements and give no value.
                features.put(attributes.text("code"), new Entitled(value == null ? Boolean.TRUE : value, expiry));
            }
        }
        return features;
    }
}
