package dev.marque.keys.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.file.LicenseFileResult.Invalid;
import dev.marque.keys.file.LicenseFileResult.Reason;
import dev.marque.keys.file.LicenseFileResult.Valid;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.keys.testing.Vectors;
import dev.marque.keys.testing.Vectors.Vector;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import org.jspecify.annotations.Nullable;

class KeygenVectorsTest {

    private static final List<Vector> FILES = Vectors.with("certificate");

    @Example
    void everyFileVerifiesAndDecrypts() {
        assertThat(FILES).hasSize(3);
        for (Vector vector : FILES) {
            for (LicenseFileVerifier verifier : List.of(
                    verifier(vector),
                    new LicenseFileVerifier(
                            List.of(vector.key()), SignatureProviders.portable(), Duration.ofMinutes(5)))) {
                Valid valid =
                        (Valid) verifier.verify(vector.text("certificate"), vector.text("secret"), issued(vector));
                assertThat(valid.kind().name().toLowerCase(java.util.Locale.ROOT))
                        .isEqualTo(vector.text("prefix"));
                assertThat(valid.payload().get("meta")).isEqualTo(vector.value("meta"));
                assertThat(((Map<?, ?>) Objects.requireNonNull(valid.payload().get("data"))).get("type"))
                        .isEqualTo(vector.value("type"));
                List<?> included =
                        (List<?>) Objects.requireNonNull(valid.payload().getOrDefault("included", List.of()));
                assertThat(included.stream()
                                .map(i -> ((Map<?, ?>) i).get("type"))
                                .distinct()
                                .collect(Collectors.toList()))
                        .isEqualTo(vector.value("included") == null ? List.of() : vector.value("included"));
                assertThat(valid.expiry()).isEqualTo(expiry(vector));
            }
        }
    }

    @Example
    void timeAndSecretCount() {
        for (Vector vector : FILES) {
            String text = vector.text("certificate");
            String secret = vector.text("secret");
            LicenseFileVerifier verifier = verifier(vector);
            assertThat(verifier.verify(text, secret, expiry(vector).minusNanos(1)))
                    .isInstanceOf(Valid.class);
            assertThat(verifier.verify(text, secret, expiry(vector))).isEqualTo(new Invalid(Reason.EXPIRED));
            Instant early = issued(vector).minus(Duration.ofMinutes(5));
            assertThat(verifier.verify(text, secret, early)).isInstanceOf(Valid.class);
            assertThat(verifier.verify(text, secret, early.minusNanos(1))).isEqualTo(new Invalid(Reason.NOT_YET_VALID));
            assertThat(verifier.verify(text, secret + "x", issued(vector))).isEqualTo(new Invalid(Reason.DECRYPTION));
            assertThat(verifier.verify(text, null, issued(vector))).isEqualTo(new Invalid(Reason.SECRET_REQUIRED));
        }
    }

    @Example
    void lineEndsMayBeThoseOfWindowsAndTheLastMayBeMissing() {
        for (Vector vector : FILES) {
            String text = vector.text("certificate");
            assertThat(valid(vector, text.replace("\n", "\r\n"))).isTrue();
            assertThat(valid(vector, text.stripTrailing())).isTrue();
            assertThat(valid(vector, text.replaceFirst("\n", "\r\n"))).isFalse();
            assertThat(valid(vector, text + "\n")).isFalse();
            assertThat(valid(vector, " " + text)).isFalse();
            assertThat(valid(
                            vector, text.replace("LICENSE FILE", "MACHINE FILE").replace("MACHINE FILE", "XXX")))
                    .isFalse();
        }
    }

    @Example
    void anyFlippedBitInAnyCharacterOfTheTextIsRefused() {
        for (Vector vector : FILES) {
            String text = vector.text("certificate");
            LicenseFileVerifier verifier = verifier(vector);
            // Every bit of the shortest file, one bit of each character, in turn, of the others.
            boolean all = vector.equals(FILES.get(0));
            for (int i = 0; i < text.length(); i++) {
                for (int bit = 0; bit < 8; bit++) {
                    if (all || bit == i % 8) {
                        char[] changed = text.toCharArray();
                        changed[i] ^= (char) (1 << bit);
                        refused(verifier, vector, new String(changed), "text " + i);
                    }
                }
                // Only the very last line end may be missing, as documented.
                if (i < text.length() - 1) {
                    refused(verifier, vector, text.substring(0, i) + text.substring(i + 1), "without " + i);
                }
            }
        }
    }

    @Example
    void anyFlippedByteInWhatIsEncodedIsRefused() throws JsonException {
        for (Vector vector : FILES) {
            LicenseFileVerifier verifier = verifier(vector);
            Kind kind = vector.text("prefix").equals("license") ? Kind.LICENSE : Kind.MACHINE;
            Map<String, @Nullable Object> envelope = envelope(vector.text("certificate"));
            assertThat(LicenseFile.armor(kind, Json.writeBytes(envelope))).isEqualTo(vector.text("certificate"));

            String[] parts = text(envelope, "enc").split("\\.");
            for (int p = 0; p < parts.length; p++) {
                byte[] part = Objects.requireNonNull(StrictBase64.decode(parts[p]));
                for (int i = 0; i < part.length; i++) {
                    String[] changed = parts.clone();
                    changed[p] = StrictBase64.encode(flip(part, i));
                    refused(verifier, vector, with(kind, envelope, "enc", String.join(".", changed)), "enc " + i);
                }
            }
            byte[] signature = Objects.requireNonNull(StrictBase64.decode(text(envelope, "sig")));
            for (int i = 0; i < signature.length; i++) {
                refused(
                        verifier,
                        vector,
                        with(kind, envelope, "sig", StrictBase64.encode(flip(signature, i))),
                        "sig " + i);
            }
            String algorithm = text(envelope, "alg");
            for (int i = 0; i < algorithm.length(); i++) {
                for (int bit = 0; bit < 8; bit++) {
                    char[] changed = algorithm.toCharArray();
                    changed[i] ^= (char) (1 << bit);
                    refused(verifier, vector, with(kind, envelope, "alg", new String(changed)), "alg " + i);
                }
            }
            for (String other : List.of("base64+ed25519", "aes-256-gcm+rsa-sha256", "ed25519", "+ed25519", "")) {
                refused(verifier, vector, with(kind, envelope, "alg", other), other);
            }
            Kind otherKind = kind == Kind.LICENSE ? Kind.MACHINE : Kind.LICENSE;
            refused(verifier, vector, LicenseFile.armor(otherKind, Json.writeBytes(envelope)), "kind");
        }
    }

    private static byte[] flip(byte[] bytes, int i) {
        byte[] changed = bytes.clone();
        changed[i] ^= (byte) (1 << (i % 8));
        return changed;
    }

    private static String with(Kind kind, Map<String, @Nullable Object> envelope, String member, String value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(envelope);
        changed.put(member, value);
        return LicenseFile.armor(kind, Json.writeBytes(changed));
    }

    private static Map<String, @Nullable Object> envelope(String certificate) throws JsonException {
        String base64 = certificate.lines().filter(l -> !l.startsWith("-")).collect(Collectors.joining());
        return Json.readObject(Objects.requireNonNull(StrictBase64.decode(base64)));
    }

    private static String text(Map<String, @Nullable Object> map, String member) {
        return (String) Objects.requireNonNull(map.get(member));
    }

    private static void refused(LicenseFileVerifier verifier, Vector vector, String text, String what) {
        if (!(verifier.verify(text, vector.text("secret"), issued(vector)) instanceof Invalid)) {
            throw new AssertionError(vector + ": accepted with a change at " + what);
        }
    }

    private static boolean valid(Vector vector, String text) {
        return verifier(vector).verify(text, vector.text("secret"), issued(vector)) instanceof Valid;
    }

    private static LicenseFileVerifier verifier(Vector vector) {
        return new LicenseFileVerifier(List.of(vector.key()));
    }

    private static Instant issued(Vector vector) {
        return meta(vector, "issued");
    }

    private static Instant expiry(Vector vector) {
        return meta(vector, "expiry");
    }

    private static Instant meta(Vector vector, String member) {
        Map<?, ?> meta = (Map<?, ?>) Objects.requireNonNull(vector.value("meta"));
        return Instant.parse((String) Objects.requireNonNull(meta.get(member)));
    }
}
