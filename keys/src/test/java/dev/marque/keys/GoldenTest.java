package dev.marque.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.answer.AnswerSignature.Headers;
import dev.marque.keys.answer.AnswerSignature.Request;
import dev.marque.keys.file.Encoding;
import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFile;
import dev.marque.keys.file.LicenseFileResult.Valid;
import dev.marque.keys.file.LicenseFileVerifier;
import dev.marque.keys.json.Json;
import dev.marque.keys.license.LicenseKey.JwtLicenseKey;
import dev.marque.keys.license.LicenseKey.SignedLicenseKey;
import dev.marque.keys.license.LicenseKeys;
import dev.marque.keys.license.LicenseNumber;
import dev.marque.keys.sign.Jwk;
import dev.marque.keys.sign.Jwt.Verified;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.testing.Golden;
import dev.marque.keys.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import org.jspecify.annotations.Nullable;

/** Formats that programs in the field rely on: what has been handed out has to work for ever. */
class GoldenTest {

    private static final Instant ISSUED = Instant.parse("2026-11-22T12:00:00Z");
    private static final String LICENSE_KEY = "TEST-KEY";

    private static Map<String, @Nullable Object> claims() {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iss", "marque");
        claims.put("sub", "01930000-0000-7000-8000-000000000001");
        claims.put("exp", 1_900_000_000L);
        return claims;
    }

    private static Map<String, @Nullable Object> payload() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("type", "licenses");
        data.put("id", "01930000-0000-7000-8000-000000000001");
        data.put("name", "Größe 😀");
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("data", data);
        return LicenseFile.payload(document, ISSUED, Duration.ofDays(30));
    }

    @Example
    void licenseKeys() {
        for (SigningKey key : TestKeys.ALL) {
            String name = key.algorithm().fileName() + ".txt";
            String jwt = LicenseKeys.newJwt("ENT", claims(), key).key() + "\n";
            byte[] data = Json.writeBytes(claims());
            String signed = LicenseKeys.newSigned(data, key).key() + "\n";
            if (deterministic(key)) {
                Golden.check("jwt-key-" + name, jwt);
                Golden.check("signed-key-" + name, signed);
            }
            JwtLicenseKey storedJwt = (JwtLicenseKey) LicenseKeys.parse(Golden.stored("jwt-key-" + name, jwt));
            assertThat(((Verified) storedJwt.verify(TestKeys.only(key))).claims())
                    .isEqualTo(claims());
            SignedLicenseKey stored = (SignedLicenseKey) LicenseKeys.parse(Golden.stored("signed-key-" + name, signed));
            assertThat(stored.verify(key.verificationKey())).isTrue();
            assertThat(stored.data()).isEqualTo(data);
        }
        Golden.check(
                "random-key.txt",
                LicenseKeys.newRandom(new TestKeys.CountingRandom()).key() + "\n");
    }

    @Example
    void licenseNumbers() {
        StringBuilder numbers = new StringBuilder();
        for (long sequence : new long[] {0, 1, 2, 999_999, 1_000_000, 9_999_999, 10_000_000}) {
            numbers.append(sequence)
                    .append(' ')
                    .append(new LicenseNumber("ENT", YearMonth.of(2025, 3), sequence))
                    .append('\n');
        }
        Golden.check("license-numbers.txt", numbers.toString());
    }

    @Example
    void files() {
        for (SigningKey key : TestKeys.ALL) {
            for (Kind kind : Kind.values()) {
                Encoding encrypted = kind == Kind.LICENSE
                        ? Encoding.encryptedForLicense(LICENSE_KEY)
                        : Encoding.encryptedForMachine(LICENSE_KEY, "FINGERPRINT");
                for (Encoding encoding : List.of(Encoding.plain(), encrypted)) {
                    String secret = encoding instanceof Encoding.Encrypted e ? e.secret() : null;
                    String name = kind.name().toLowerCase(java.util.Locale.ROOT) + "-"
                            + (secret == null ? "plain" : "encrypted") + "-"
                            + key.algorithm().fileName() + ".lic";
                    String text = LicenseFile.encode(payload(), kind, encoding, key, new TestKeys.CountingRandom());
                    if (deterministic(key)) {
                        Golden.check(name, text);
                    }
                    Valid valid = (Valid) new LicenseFileVerifier(List.of(key.verificationKey()))
                            .verify(Golden.stored(name, text), secret, ISSUED);
                    assertThat(valid.payload()).isEqualTo(payload());
                }
            }
        }
    }

    @Example
    void answers() {
        Request request = new Request("POST", "/api/v1/licensing/validate", "licenses.example.com");
        byte[] body = "{\"code\":\"VALID\"}".getBytes(StandardCharsets.UTF_8);
        for (SigningKey key : List.of(TestKeys.ED25519, TestKeys.RSA)) {
            Headers headers = AnswerSignature.sign(key, request, ISSUED, body);
            Golden.check(
                    "answer-" + key.algorithm().fileName() + ".txt",
                    AnswerSignature.signingText(request, headers.date(), headers.digest()) + "\n\n" + "Date: "
                            + headers.date() + "\nDigest: " + headers.digest() + "\nSignature: "
                            + headers.signature() + "\n");
        }
    }

    @Example
    void jwks() {
        for (SigningKey key : TestKeys.ALL) {
            Golden.check(
                    "jwk-" + key.algorithm().fileName() + ".json", Json.write(Jwk.of(key.verificationKey())) + "\n");
        }
    }

    private static boolean deterministic(SigningKey key) {
        return key == TestKeys.ED25519 || key == TestKeys.RSA;
    }
}
