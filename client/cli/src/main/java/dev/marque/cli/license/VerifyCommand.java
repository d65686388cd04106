package dev.marque.cli.license;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Option;
import dev.marque.cli.command.Positional;
import dev.marque.cli.output.Output;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFileResult;
import dev.marque.keys.file.LicenseFileResult.Invalid;
import dev.marque.keys.file.LicenseFileResult.Valid;
import dev.marque.keys.file.LicenseFileVerifier;
import dev.marque.keys.sign.SignatureProviders;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code marque license verify FILE}: without a network. */
public final class VerifyCommand {

    private static final String KEYS = "--keys";
    private static final String FINGERPRINT = "--fingerprint";

    private VerifyCommand() {}

    public static Leaf leaf() {
        return Leaf.of("verify", "Check a license file or machine file, without a network.", VerifyCommand::run)
                .saying(
                        "The vendor's public keys come from a file: marque keys public --out keys.json writes it, once."
                                + " A file that is encrypted needs the license key.",
                        "The exit code is 1 for a file that is not to be relied on.")
                .with(Positional.of("FILE", "The file, or - for the input."))
                .with(Option.of(KEYS, "FILE|HEX", "The public keys, or one Ed25519 key in hex; otherwise MARQUE_KEYS."))
                .with(Option.of("--license-key", "KEY", "Opens an encrypted file; otherwise MARQUE_LICENSE."))
                .with(Option.of(FINGERPRINT, "TEXT", "The machine that it is for; otherwise this one."))
                .with(Option.of("--salt", "TEXT", "The vendor's salt for this machine's fingerprint."));
    }

    private static ExitCode run(Invocation invocation) throws IOException {
        String text = invocation.host().read(invocation.word(0));
        Optional<String> said = invocation.text(FINGERPRINT);
        String fingerprint = said.isPresent()
                ? said.get()
                : Machine.of(invocation).fingerprint().value();
        LicenseFileVerifier verifier = new LicenseFileVerifier(
                keys(invocation).keys(), SignatureProviders.portable(), LicenseFileVerifier.DEFAULT_LEEWAY);
        Instant now = invocation.host().clock().instant();
        boolean ofMachine = text.contains("MACHINE FILE");
        String secret = LicenseKeyOption.find(invocation)
                .map(key -> ofMachine ? key + fingerprint : key)
                .orElse(null);
        return switch (verifier.verifyOn(fingerprint, text, secret, now)) {
            case Valid valid -> {
                Output.of(invocation).record(fields(valid, fingerprint), List.of("valid", "kind", "number"));
                yield otherMachine(valid, fingerprint) ? ExitCode.REFUSED : ExitCode.OK;
            }
            case Invalid invalid -> throw new Failure(ExitCode.REFUSED, because(invalid.reason()));
        };
    }

    private static PublicKeys keys(Invocation invocation) {
        String said = invocation
                .text(KEYS)
                .or(() -> invocation.host().variable("MARQUE_KEYS"))
                .orElseThrow(() -> Failure.usage(
                        "Say whose file it has to be: --keys FILE.", "marque keys public --out keys.json writes it."));
        return PublicKeys.read(
                said.matches("[0-9a-fA-F]{64}") ? said : invocation.host().read(said));
    }

    private static Map<String, @Nullable Object> fields(Valid file, String fingerprint) {
        Map<?, ?> data = map(file.payload().get("data"));
        Map<?, ?> attributes = map(data.get("attributes"));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("valid", !otherMachine(file, fingerprint));
        fields.put("kind", file.kind().name().toLowerCase(Locale.ROOT));
        fields.put("id", data.get("id"));
        fields.put("signedBy", file.kid());
        fields.put("issuedAt", file.issued().toString());
        Instant expiry = file.expiry();
        fields.put("fileExpiresAt", expiry == null ? null : expiry.toString());
        attributes.forEach((name, value) -> fields.put(String.valueOf(name), value));
        return fields;
    }

    /** Whether a machine file names another machine: an encrypted one would not have opened, a plain one does. */
    private static boolean otherMachine(Valid file, String fingerprint) {
        Object named = map(map(file.payload().get("data")).get("attributes")).get("fingerprint");
        return file.kind() == Kind.MACHINE && named != null && !named.equals(fingerprint);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String because(LicenseFileResult.Reason reason) {
        return switch (reason) {
            case TOO_LONG -> "This is too long for a license file.";
            case MALFORMED -> "This is no license file, or it is damaged.";
            case NO_KEY -> "None of the keys is of the kind that the file says it was signed with.";
            case SIGNATURE -> "The file is not signed by any of these keys, or was changed since.";
            case SECRET_REQUIRED -> "The file is encrypted: say the license key with --license-key.";
            case DECRYPTION -> "The file does not open with this license key, on this machine.";
            case EXPIRED -> "The file has expired.";
            case NOT_YET_VALID -> "The file is of the future: the clock of this machine is wrong.";
            case MACHINE_REQUIRED, OTHER_MACHINE -> "The file is for other machines than this one.";
        };
    }
}
