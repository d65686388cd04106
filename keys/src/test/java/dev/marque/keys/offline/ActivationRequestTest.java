package dev.marque.keys.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.file.Encoding;
import dev.marque.keys.file.Kind;
import dev.marque.keys.file.LicenseFile;
import dev.marque.keys.file.LicenseFileResult.Valid;
import dev.marque.keys.file.LicenseFileVerifier;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.json.Armor;
import dev.marque.keys.json.Json;
import dev.marque.keys.license.LicenseKeys;
import dev.marque.keys.testing.Flips;
import dev.marque.keys.testing.Golden;
import dev.marque.keys.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** What air-gapped machines write: requests for a seat, and proofs that they gave theirs up. */
class ActivationRequestTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String KEY =
            LicenseKeys.newRandom(new TestKeys.CountingRandom()).key();
    private static final Fingerprint MACHINE = Fingerprint.of("9f86d081", Map.of("cpu", "fd61", "mac", "6030"));
    private static final ActivationRequest REQUEST =
            ActivationRequest.of(MACHINE, "Größe 😀", "2.1.0", "linux-x86_64", NOW, new TestKeys.CountingRandom());
    private static final DeactivationProof PROOF = DeactivationProof.of(
            UUID.fromString("01930000-0000-7000-8000-000000000001"), "9f86d081", NOW, new TestKeys.CountingRandom());

    @Example
    void aRequestComesBackAsItWas() {
        String text = REQUEST.write(KEY);
        Golden.check("activation-request.txt", text);
        Unproven<ActivationRequest> read = ActivationRequest.read(text).orElseThrow();
        assertThat(read.provenBy(KEY)).contains(REQUEST);
        assertThat(read.licenseHash()).isEqualTo(LicenseKeys.lookupHash(KEY));
        assertThat(text).doesNotContain(KEY);
        assertThat(ActivationRequest.read(text.replace("\n", "\r\n"))).isPresent();

        ActivationRequest bare = ActivationRequest.of(Fingerprint.of("m"), null, null, null, NOW, TestKeys.random());
        assertThat(ActivationRequest.read(bare.write(KEY)).orElseThrow().provenBy(KEY))
                .contains(bare);
    }

    @Example
    void theLargestMachineFits() {
        Map<String, String> components = IntStream.range(0, Fingerprint.MAX_COMPONENTS)
                .boxed()
                .collect(Collectors.toMap(i -> String.format("%040d", i), i -> "\"".repeat(255)));
        ActivationRequest request = ActivationRequest.of(
                Fingerprint.of("\\".repeat(255), components),
                "😀".repeat(100),
                "1".repeat(128),
                "p".repeat(100),
                NOW,
                TestKeys.random());
        assertThat(ActivationRequest.read(request.write(KEY)).orElseThrow().provenBy(KEY))
                .contains(request);
    }

    @Example
    void onlyTheHolderOfTheLicenseKeyCanWriteIt() {
        Unproven<ActivationRequest> read =
                ActivationRequest.read(REQUEST.write(KEY)).orElseThrow();
        String other = LicenseKeys.newRandom(TestKeys.random()).key();
        assertThat(read.provenBy(other)).isEmpty();
        // As people type it.
        assertThat(read.provenBy(" " + KEY.toLowerCase(java.util.Locale.ROOT).replace("-", "")))
                .isPresent();

        // Somebody who knows the hash, and not the key.
        Map<String, Object> envelope = new LinkedHashMap<>();
        String enc = enc(REQUEST.write(KEY), "ACTIVATION REQUEST");
        envelope.put("enc", enc);
        envelope.put("mac", Base64.getEncoder().encodeToString(hmac(other, "activation-request/" + enc)));
        String forged = new Armor("ACTIVATION REQUEST").write(Json.writeBytes(envelope));
        assertThat(ActivationRequest.read(forged).orElseThrow().provenBy(KEY)).isEmpty();
    }

    @Example
    void theMacIsThatOfTheJdkOverPurposeAndContent() throws Exception {
        Map<String, @Nullable Object> envelope = Json.readObject(content(REQUEST.write(KEY), "ACTIVATION REQUEST"));
        assertThat(envelope.get("mac"))
                .isEqualTo(Base64.getEncoder().encodeToString(hmac(KEY, "activation-request/" + envelope.get("enc"))));
    }

    @Example
    void anyFlippedCharacterIsRefused() {
        Flips.each(REQUEST.write(KEY), changed -> assertThat(
                        ActivationRequest.read(changed).flatMap(read -> read.provenBy(KEY)))
                .isEmpty());
        Flips.each(PROOF.write(KEY), changed -> assertThat(
                        DeactivationProof.read(changed).flatMap(read -> read.provenBy(KEY)))
                .isEmpty());
    }

    @Example
    void aProofComesBackAndIsNoRequest() {
        String text = PROOF.write(KEY);
        Golden.check("deactivation-proof.txt", text);
        assertThat(DeactivationProof.read(text).orElseThrow().provenBy(KEY)).contains(PROOF);
        assertThat(ActivationRequest.read(text)).isEmpty();
        // The same content under the other title, with its mac.
        byte[] content = content(text, "DEACTIVATION PROOF");
        assertThat(ActivationRequest.read(new Armor("ACTIVATION REQUEST").write(content)))
                .isEmpty();
    }

    @Example
    void fieldsThatAreUnknownMissingOrOfAnotherTypeAreRefused() throws Exception {
        Map<String, @Nullable Object> good =
                Json.readObject(Base64.getDecoder().decode(enc(REQUEST.write(KEY), "ACTIVATION REQUEST")));
        assertThat(ActivationRequest.read(keyed(good))).isPresent();
        for (String field : good.keySet()) {
            Map<String, @Nullable Object> without = new LinkedHashMap<>(good);
            without.remove(field);
            assertThat(ActivationRequest.read(keyed(without))).as(field).isEmpty();
            Map<String, @Nullable Object> number = new LinkedHashMap<>(good);
            number.put(field, 7L);
            assertThat(ActivationRequest.read(keyed(number))).as(field).isEmpty();
        }
        for (Map.Entry<String, Object> bad : new TreeMap<String, Object>(Map.of(
                        "more",
                        "x",
                        "nonce",
                        "x".repeat(32),
                        "created",
                        "yesterday",
                        "fingerprint",
                        "ü",
                        "license",
                        "A".repeat(64),
                        "name",
                        "n".repeat(201)))
                .entrySet()) {
            Map<String, @Nullable Object> changed = new LinkedHashMap<>(good);
            changed.put(bad.getKey(), bad.getValue());
            assertThat(ActivationRequest.read(keyed(changed))).as(bad.getKey()).isEmpty();
        }
    }

    @Example
    void onlyTheMachineFileWithItsNonceAndFingerprintAnswersARequest() {
        assertThat(REQUEST.isAnsweredBy(answer(Kind.MACHINE, REQUEST.nonce(), "9f86d081")))
                .isTrue();
        assertThat(REQUEST.isAnsweredBy(answer(Kind.LICENSE, REQUEST.nonce(), "9f86d081")))
                .isFalse();
        assertThat(REQUEST.isAnsweredBy(answer(Kind.MACHINE, "0".repeat(32), "9f86d081")))
                .isFalse();
        assertThat(REQUEST.isAnsweredBy(answer(Kind.MACHINE, REQUEST.nonce(), "other")))
                .isFalse();
    }

    @Property(tries = 300)
    void readingNeverThrows(@ForAll String text, @ForAll byte[] bytes) {
        for (String title : new String[] {"ACTIVATION REQUEST", "DEACTIVATION PROOF"}) {
            for (String file : new String[] {text, new Armor(title).write(bytes), "-----BEGIN " + title + text}) {
                assertThat(ActivationRequest.read(file)).isEmpty();
                assertThat(DeactivationProof.read(file)).isEmpty();
            }
        }
    }

    private static Valid answer(Kind kind, String nonce, String fingerprint) {
        String text = LicenseFile.encode(
                LicenseFile.payload(
                        Map.of("data", Map.of("attributes", Map.of("fingerprint", fingerprint))),
                        NOW,
                        null,
                        Map.of(ActivationRequest.NONCE, nonce)),
                kind,
                Encoding.plain(),
                TestKeys.ED25519,
                TestKeys.random());
        return (Valid) new LicenseFileVerifier(List.of(TestKeys.ED25519.verificationKey())).genuine(text, null);
    }

    private static String keyed(Map<String, ? extends @Nullable Object> payload) {
        return KeyedText.write(new Armor("ACTIVATION REQUEST"), "activation-request", payload, KEY);
    }

    private static String enc(String text, String title) {
        try {
            return String.valueOf(Json.readObject(content(text, title)).get("enc"));
        } catch (dev.marque.keys.json.JsonException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] content(String text, String title) {
        return Objects.requireNonNull(new Armor(title).read(text));
    }

    private static byte[] hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
