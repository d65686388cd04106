package dev.marque.keys.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.file.LicenseFileResult.Invalid;
import dev.marque.keys.file.LicenseFileResult.Reason;
import dev.marque.keys.file.LicenseFileResult.Valid;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class LicenseFileTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Map<String, @Nullable Object> PAYLOAD = LicenseFile.payload(
            Map.of("data", Map.of("type", "licenses", "id", "1", "name", "Größe 😀")), NOW, Duration.ofDays(30));

    @Example
    void everyKindEncodingAndAlgorithmComesBack() {
        for (SigningKey key : TestKeys.ALL) {
            for (Kind kind : Kind.values()) {
                for (Encoding encoding : List.of(
                        Encoding.plain(), Encoding.encryptedForLicense("K"), Encoding.encryptedForMachine("K", "F"))) {
                    String text = LicenseFile.encode(PAYLOAD, kind, encoding, key, RANDOM);
                    String secret = encoding instanceof Encoding.Encrypted e ? e.secret() : null;
                    for (SignatureProvider provider :
                            List.of(SignatureProviders.fastest(), SignatureProviders.portable())) {
                        LicenseFileVerifier verifier = new LicenseFileVerifier(
                                TestKeys.ALL.stream()
                                        .map(SigningKey::verificationKey)
                                        .collect(Collectors.toList()),
                                provider,
                                Duration.ZERO);
                        Valid valid = (Valid) verifier.verify(text, secret, NOW);
                        assertThat(valid.kind()).isEqualTo(kind);
                        assertThat(valid.payload()).isEqualTo(PAYLOAD);
                        assertThat(valid.kid()).isEqualTo(key.kid());
                        assertThat(valid.issued()).isEqualTo("2026-11-22T12:00:00.123Z");
                        assertThat(valid.expiry()).isEqualTo("2026-12-22T12:00:00.123Z");
                    }
                    assertThat(text.lines().mapToInt(String::length).max()).hasValue(60);
                }
            }
        }
    }

    @Example
    void anyFlippedCharacterIsRefusedForEveryAlgorithm() {
        for (SigningKey key : TestKeys.ALL) {
            LicenseFileVerifier verifier = new LicenseFileVerifier(List.of(key.verificationKey()));
            String text = LicenseFile.encode(PAYLOAD, Kind.LICENSE, Encoding.plain(), key, RANDOM);
            for (int i = 0; i < text.length(); i++) {
                char[] changed = text.toCharArray();
                changed[i] ^= (char) (1 << (i % 7));
                assertThat(verifier.verify(new String(changed), null, NOW)).isInstanceOf(Invalid.class);
            }
        }
    }

    @Example
    void pssHasTheSaltThatKeygensClientsInsistOn() throws GeneralSecurityException {
        // A key of 2048 bits has room for 256 - 32 - 2 bytes; PyCryptodome and OpenSSL's "max" mean that.
        byte[] message = "m".getBytes(StandardCharsets.UTF_8);
        for (SignatureProvider provider : List.of(SignatureProviders.fastest(), SignatureProviders.portable())) {
            byte[] signature =
                    provider.signForFile(SignatureAlgorithm.RSA_PSS_SHA256, TestKeys.RSA.privateKey(), message);
            Signature jdk = Signature.getInstance("RSASSA-PSS");
            jdk.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 222, 1));
            jdk.initVerify(TestKeys.RSA.publicKey());
            jdk.update(message);
            assertThat(jdk.verify(signature)).isTrue();
        }
    }

    @Example
    void anotherKeyOrNoneIsSaid() {
        String text = LicenseFile.encode(PAYLOAD, Kind.LICENSE, Encoding.plain(), TestKeys.RSA, RANDOM);
        assertThat(new LicenseFileVerifier(List.of()).verify(text, null, NOW)).isEqualTo(new Invalid(Reason.NO_KEY));
        // The same RSA key, but for the other algorithm: what the file says does not count.
        assertThat(new LicenseFileVerifier(List.of(TestKeys.RSA_PSS.verificationKey())).verify(text, null, NOW))
                .isEqualTo(new Invalid(Reason.NO_KEY));
        SigningKey other = dev.marque.keys.sign.KeyPairs.generate(SignatureAlgorithm.RSA_SHA256, RANDOM);
        assertThat(new LicenseFileVerifier(List.of(other.verificationKey())).verify(text, null, NOW))
                .isEqualTo(new Invalid(Reason.SIGNATURE));
        assertThat(new LicenseFileVerifier(List.of(other.verificationKey(), TestKeys.RSA.verificationKey()))
                        .verify(text, null, NOW))
                .isInstanceOf(Valid.class);
    }

    @Example
    void aFileWithoutTimeToLiveNeverExpires() {
        Map<String, @Nullable Object> payload = LicenseFile.payload(Map.of("data", Map.of()), NOW, null);
        String text = LicenseFile.encode(payload, Kind.LICENSE, Encoding.plain(), TestKeys.ED25519, RANDOM);
        LicenseFileVerifier verifier = new LicenseFileVerifier(List.of(TestKeys.ED25519.verificationKey()));
        Valid valid = (Valid) verifier.verify(text, null, NOW.plus(Duration.ofDays(100_000)));
        assertThat(valid.expiry()).isNull();
        assertThatThrownBy(() -> LicenseFile.payload(Map.of(), NOW, Duration.ofMinutes(59)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        LicenseFile.encode(Map.of("data", 1), Kind.LICENSE, Encoding.plain(), TestKeys.ED25519, RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Encoding.encryptedForLicense("hush").toString()).doesNotContain("hush");
    }

    @Property(tries = 500)
    void readingNeverThrows(@ForAll String text, @ForAll byte[] bytes) {
        LicenseFileVerifier verifier = new LicenseFileVerifier(List.of(TestKeys.ED25519.verificationKey()));
        String header = "-----BEGIN LICENSE FILE-----\n";
        for (String file : List.of(
                text,
                header,
                header + text,
                header + text + "\n-----END LICENSE FILE-----\n",
                header.strip(),
                header.strip() + text,
                LicenseFile.armor(Kind.MACHINE, bytes))) {
            assertThat(verifier.verify(file, text, NOW)).isInstanceOf(Invalid.class);
        }
    }
}
