package dev.marque.edge.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.edge.EdgeCode;
import dev.marque.edge.file.FileOutcome.Good;
import dev.marque.edge.file.FileOutcome.Refused;
import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFileResult.Invalid;
import dev.marque.keys.file.LicenseFileResult.Reason;
import dev.marque.keys.file.LicenseFileResult.Valid;
import dev.marque.keys.file.LicenseFileVerifier;
import dev.marque.keys.sign.VerificationKey;
import dev.marque.licensing.license.LicenseCopy;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads the file that the vendor made for a server at a customer. A pure function: times are left to others. */
public final class LicenseOnFile {

    private static final String ANOTHER = "The license file is for another server, or for another license key.";

    private LicenseOnFile() {}

    /**
     * Reads a file. Never throws.
     *
     * @param vendor the keys that may have signed it
     * @param licenseKey of the license that the server is for
     * @param edge the fingerprint of this server
     */
    public static FileOutcome read(String text, List<VerificationKey> vendor, String licenseKey, String edge) {
        LicenseFileVerifier verifier = new LicenseFileVerifier(vendor);
        return switch (verifier.genuine(text, licenseKey + edge)) {
            case Invalid(Reason reason) -> refused(reason);
            case Valid file -> read(file, licenseKey, edge, isEncrypted(verifier, text));
        };
    }

    private static boolean isEncrypted(LicenseFileVerifier verifier, String text) {
        return verifier.genuine(text, null) instanceof Invalid(Reason reason) && reason == Reason.SECRET_REQUIRED;
    }

    private static FileOutcome read(Valid file, String licenseKey, String edge, boolean encrypted) {
        JsonNode document = FileDocument.tree(file.payload());
        boolean own = file.kind() == Kind.MACHINE
                && document.at("/data/attributes/fingerprint").asText().equals(edge);
        Optional<JsonNode> license = StreamSupport.stream(
                        document.path("included").spliterator(), false)
                .filter(node -> node.path("type").asText().equals("licenses"))
                .findFirst();
        // Whoever decrypted it has the key, also while the vendor's server has a newer one already.
        boolean ofKey = encrypted
                || license.filter(node -> node.at("/attributes/key").asText().equals(licenseKey))
                        .isPresent();
        if (!own || license.isEmpty() || !ofKey) {
            return new Refused(EdgeCode.FILE_FOR_ANOTHER, ANOTHER);
        }
        if (!license.get().at("/attributes/floating").isObject()) {
            return new Refused(EdgeCode.NOT_FLOATING, "The license is not floating: there are no seats to give.");
        }
        return copy(file, document, license.get(), licenseKey);
    }

    private static FileOutcome copy(Valid file, JsonNode document, JsonNode license, String licenseKey) {
        try {
            LicenseCopy copy = FileDocument.license(document, license, licenseKey);
            return new Good(copy, file);
        } catch (RuntimeException e) {
            return new Refused(
                    EdgeCode.FILE_UNREADABLE, "The license file says what this version of the server cannot read.");
        }
    }

    private static Refused refused(Reason reason) {
        return switch (reason) {
            case NO_KEY, SIGNATURE ->
                new Refused(
                        EdgeCode.FILE_NOT_GENUINE,
                        "The license file is not signed by the vendor's keys, or was changed since.");
            case DECRYPTION, SECRET_REQUIRED, MACHINE_REQUIRED, OTHER_MACHINE ->
                new Refused(EdgeCode.FILE_FOR_ANOTHER, ANOTHER);
            case TOO_LONG, MALFORMED, EXPIRED, NOT_YET_VALID ->
                new Refused(EdgeCode.FILE_UNREADABLE, "The license file is none, or is damaged.");
        };
    }
}
