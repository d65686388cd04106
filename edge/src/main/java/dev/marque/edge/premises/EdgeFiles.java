package dev.marque.edge.premises;

import dev.marque.edge.EdgeCode;
import dev.marque.edge.EdgeSettings;
import dev.marque.edge.file.FileOutcome;
import dev.marque.edge.file.FileOutcome.Refused;
import dev.marque.edge.file.LicenseOnFile;
import dev.marque.edge.file.VendorKeys;
import dev.marque.keys.json.Json;
import dev.marque.keys.sign.Jwk;
import dev.marque.keys.sign.VerificationKey;
import dev.marque.platform.config.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What lies in the folder of a server at a customer: its license file, the vendor's keys, its own public key. Thread-safe. */
public final class EdgeFiles {

    private static final long MOST_BYTES = 2_000_000;

    private final EdgeSettings settings;
    private final String fingerprint;

    /** @param own the key with which this server signs what it answers */
    public EdgeFiles(EdgeSettings settings, VerificationKey own) {
        this.settings = settings;
        this.fingerprint = Jwk.thumbprint(own.publicKey());
        writeIdentity(own);
    }

    private void writeIdentity(VerificationKey own) {
        Path file = settings.identity().toAbsolutePath();
        try {
            // With a PostgreSQL elsewhere nobody else has made the data folder.
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + file.getParent(), e);
        }
        PrivateFiles.write(file, Json.write(Jwk.of(own)) + "\n");
    }

    EdgeSettings settings() {
        return settings;
    }

    /** What the license file is bound to: the thumbprint (RFC 7638) of the key with which this server signs. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The license file as it lies there. */
    Optional<String> text() {
        return content(settings.licenseFile());
    }

    /** Reads that text. */
    public FileOutcome read(Optional<String> text) {
        if (settings.licenseKey().isEmpty()) {
            return new Refused(EdgeCode.NO_LICENSE_KEY, "MARQUE_EDGE_LICENSE_KEY is not set.");
        }
        List<VerificationKey> vendor =
                content(settings.vendorKeys()).map(VendorKeys::read).orElse(List.of());
        if (vendor.isEmpty()) {
            return new Refused(
                    EdgeCode.NO_VENDOR_KEYS, "The vendor's public keys are not in " + settings.vendorKeys() + ".");
        }
        return text.map(file ->
                        LicenseOnFile.read(file, vendor, settings.licenseKey().get(), fingerprint))
                .orElseGet(() -> new Refused(
                        EdgeCode.NO_FILE,
                        "There is no license file: bring the request to the vendor, and install the answer."));
    }

    /** Puts another file into the place of the one that lies there: the old or the new one is there, never a part. */
    public void replace(String text) {
        PrivateFiles.write(settings.licenseFile(), text);
    }

    /** Tells a file, together with how its seats are shared, from another. */
    String hash(String text) {
        byte[] both = (text + "\n" + settings.sharing()).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(both));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is too long to be any of these files is as good as none. */
    private static Optional<String> content(Path file) {
        try {
            return Files.size(file) > MOST_BYTES ? Optional.empty() : Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (java.nio.charset.CharacterCodingException e) {
            return Optional.of("");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
