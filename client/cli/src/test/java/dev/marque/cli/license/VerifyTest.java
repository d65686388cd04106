package dev.marque.cli.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.cli.Run;
import dev.marque.keys.file.Encoding;
import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFile;
import dev.marque.keys.json.Json;
import dev.marque.keys.sign.Jwk;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.sign.VerificationKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** License files are checked where there is no network. */
class VerifyTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SigningKey KEY = KeyPairs.generate(SignatureAlgorithm.ED25519, RANDOM);

    @TempDir
    Path home;

    private static String file(SigningKey key, Kind kind, Encoding encoding, Map<String, Object> attributes) {
        Map<String, Object> data = Map.of("id", "l-1", "type", "licenses", "attributes", attributes);
        return LicenseFile.encode(
                LicenseFile.payload(Map.of("data", data), Run.NOW, Duration.ofDays(7)), kind, encoding, key, RANDOM);
    }

    private void keep(String name, String text) throws Exception {
        Files.writeString(home.resolve(name), text);
    }

    private static String jwks(SigningKey key) {
        return Json.write(
                Map.of("keys", List.of(Jwk.of(new VerificationKey(key.kid(), key.algorithm(), key.publicKey())))));
    }

    private Run.Ended verify(String... more) {
        String[] words = new String[more.length + 5];
        System.arraycopy(new String[] {"license", "verify", "license.lic", "--keys", "keys.json"}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return new Run(home).run(words);
    }

    @ParameterizedTest
    @EnumSource(
            value = SignatureAlgorithm.class,
            names = {"ED25519", "RSA_SHA256", "RSA_PSS_SHA256"})
    void aGenuineFileIsValidAndSaysWhatItHolds(SignatureAlgorithm algorithm) throws Exception {
        SigningKey key = KeyPairs.generate(algorithm, RANDOM);
        keep(
                "license.lic",
                file(key, Kind.LICENSE, new Encoding.Plain(), Map.of("number", "ENT-1", "expiry", "2027-01-01")));
        keep("keys.json", jwks(key));
        Run.Ended ended = verify();
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("valid          yes", "number         ENT-1", "signedBy       " + key.kid());
    }

    @Test
    void whatWasChangedExpiredOrSignedByAnotherIsRefusedWithTheReason() throws Exception {
        String file = file(KEY, Kind.LICENSE, new Encoding.Plain(), Map.of("number", "ENT-1"));
        keep("license.lic", file);
        keep("keys.json", jwks(KeyPairs.generate(SignatureAlgorithm.ED25519, RANDOM)));
        assertThat(verify())
                .isEqualTo(
                        new Run.Ended(1, "", "The file is not signed by any of these keys, or was changed since.\n"));
        keep("keys.json", jwks(KEY));
        assertThat(verify().code()).isZero();
        Run late = new Run(home).at(Run.NOW.plus(Duration.ofDays(8)));
        assertThat(late.run("license", "verify", "license.lic", "--keys", "keys.json")
                        .err())
                .contains("has expired");
        keep("license.lic", "hello");
        assertThat(verify().err()).contains("no license file, or it is damaged");
        assertThat(new Run(home)
                        .run("license", "verify", "none.lic", "--keys", "keys.json")
                        .code())
                .isEqualTo(5);
        assertThat(new Run(home).run("license", "verify", "license.lic").code()).isEqualTo(2);
    }

    @Test
    void anEncryptedFileOpensWithTheLicenseKeyOnly() throws Exception {
        keep("license.lic", file(KEY, Kind.LICENSE, new Encoding.Encrypted("the key"), Map.of("number", "ENT-1")));
        String hex = KeyPairs.ed25519PublicToHex(KEY.publicKey());
        Run run = new Run(home).with("MARQUE_KEYS", hex);
        assertThat(run.run("license", "verify", "license.lic").err()).contains("say the license key");
        assertThat(run.run("license", "verify", "license.lic", "--license-key", "another")
                        .err())
                .contains("does not open");
        run.with("MARQUE_LICENSE", "the key");
        assertThat(run.run("license", "verify", "license.lic", "-o", "json").out())
                .contains("\"number\": \"ENT-1\"");
    }

    @Test
    void aMachineFileIsForItsMachine() throws Exception {
        keep("keys.json", jwks(KEY));
        keep(
                "license.lic",
                file(
                        KEY,
                        Kind.MACHINE,
                        new Encoding.Encrypted("the keymachine-1"),
                        Map.of("fingerprint", "machine-1")));
        assertThat(verify("--license-key", "the key", "--fingerprint", "machine-1")
                        .code())
                .isZero();
        assertThat(verify("--license-key", "the key").code()).isEqualTo(1);
        keep("license.lic", file(KEY, Kind.MACHINE, new Encoding.Plain(), Map.of("fingerprint", "machine-1")));
        assertThat(verify("--fingerprint", "machine-1").code()).isZero();
        assertThat(verify("--fingerprint", "machine-2").code()).isEqualTo(1);
    }
}
