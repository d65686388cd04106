package dev.marque.keys.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.json.Armor;
import dev.marque.keys.json.Json;
import dev.marque.keys.offline.RevocationList.Standing;
import dev.marque.keys.offline.RevocationLists.Intake;
import dev.marque.keys.offline.RevocationLists.Reason;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.sign.VerificationKey;
import dev.marque.keys.testing.Flips;
import dev.marque.keys.testing.Golden;
import dev.marque.keys.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class RevocationListTest {

    private static final Instant ISSUED = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant NEXT = ISSUED.plus(Duration.ofDays(7));
    private static final String REVOKED = "01930000-0000-7000-8000-000000000001";
    private static final String SUSPENDED = "01930000-0000-7000-8000-000000000002";
    private static final String GOOD = "01930000-0000-7000-8000-000000000003";
    private static final List<VerificationKey> KEYS =
            TestKeys.ALL.stream().map(SigningKey::verificationKey).toList();

    private static RevocationList list(long number, @Nullable String product, String... revokedKeys) {
        return RevocationList.of(
                "tenant", product, number, ISSUED, NEXT, List.of(REVOKED), List.of(SUSPENDED), List.of(revokedKeys));
    }

    @Example
    void aListTellsWhoIsRevokedAndWhoSuspended() {
        for (SigningKey key : TestKeys.ALL) {
            String fresh = RevocationLists.write(list(7, "ENT", "lost-key"), key);
            String name = "revocation-list-" + key.algorithm().fileName() + ".txt";
            if (key == TestKeys.ED25519 || key == TestKeys.RSA) {
                Golden.check(name, fresh);
            }
            RevocationList read =
                    RevocationLists.read(Golden.stored(name, fresh), KEYS).orElseThrow();
            assertThat(read.standing(REVOKED)).isEqualTo(Standing.REVOKED);
            assertThat(read.standing(SUSPENDED)).isEqualTo(Standing.SUSPENDED);
            assertThat(read.standing(GOOD)).isEqualTo(Standing.NOT_LISTED);
            assertThat(read.contains(SUSPENDED)).isTrue();
            assertThat(read.contains(GOOD)).isFalse();
            assertThat(read.licenses()).isEqualTo(2);
            assertThat(read.number()).isEqualTo(7);
            assertThat(read.issuer()).isEqualTo("tenant");
            assertThat(read.product()).isEqualTo("ENT");
            assertThat(read.issuedAt()).isEqualTo(ISSUED);
            assertThat(read.nextUpdate()).isEqualTo(NEXT);
            assertThat(read.revokedKeys()).containsExactly("lost-key");
            assertThat(read.isStale(NEXT.minusNanos(1))).isFalse();
            assertThat(read.isStale(NEXT)).isTrue();
        }
    }

    @Example
    void aLaterListWinsAndAnOlderOneIsRefused() {
        RevocationList current = taken(RevocationLists.takeIn(null, written(list(7, null)), KEYS));
        assertThat(taken(RevocationLists.takeIn(current, written(list(8, null)), KEYS))
                        .number())
                .isEqualTo(8);
        assertThat(RevocationLists.takeIn(current, written(list(7, null)), KEYS))
                .isEqualTo(new Intake.Refused(Reason.NOT_LATER));
        assertThat(RevocationLists.takeIn(current, written(list(6, null)), KEYS))
                .isEqualTo(new Intake.Refused(Reason.NOT_LATER));
        assertThat(RevocationLists.takeIn(current, written(list(8, "ENT")), KEYS))
                .isEqualTo(new Intake.Refused(Reason.ANOTHER_LIST));
        assertThat(RevocationLists.takeIn(current, "nonsense", KEYS)).isEqualTo(new Intake.Refused(Reason.NOT_GENUINE));
        assertThat(RevocationLists.takeIn(null, written(list(8, null)), List.of(TestKeys.EC.verificationKey())))
                .isEqualTo(new Intake.Refused(Reason.NOT_GENUINE));
    }

    @Example
    void aRevokedKeySignsNoListThatCounts() {
        String kid = TestKeys.ED25519.kid();
        RevocationList current =
                taken(RevocationLists.takeIn(null, RevocationLists.write(list(7, null, kid), TestKeys.EC), KEYS));
        assertThat(RevocationLists.takeIn(current, written(list(8, null)), KEYS))
                .isEqualTo(new Intake.Refused(Reason.NOT_GENUINE));
        assertThat(RevocationLists.read(written(list(8, null, kid)), KEYS)).isEmpty();
    }

    @Example
    void anyFlippedCharacterIsRefusedForEveryAlgorithm() {
        for (SigningKey key : TestKeys.ALL) {
            Flips.each(
                    RevocationLists.write(list(7, "ENT"), key),
                    changed -> assertThat(RevocationLists.read(changed, KEYS)).isEmpty());
        }
    }

    @Example
    void theJdkChecksTheSameSignature() throws Exception {
        for (SigningKey key : List.of(TestKeys.ED25519, TestKeys.RSA, TestKeys.EC)) {
            Map<String, @Nullable Object> envelope = Json.readObject(Objects.requireNonNull(
                    new Armor("REVOCATION LIST").read(RevocationLists.write(list(7, null), key))));
            Signature jdk = Signature.getInstance(
                    key == TestKeys.ED25519 ? "Ed25519" : key == TestKeys.RSA ? "SHA256withRSA" : "SHA256withECDSA");
            jdk.initVerify(key.publicKey());
            jdk.update(("revocations/" + envelope.get("enc")).getBytes(StandardCharsets.UTF_8));
            assertThat(jdk.verify(Base64.getDecoder().decode(String.valueOf(envelope.get("sig")))))
                    .isTrue();
            assertThat(envelope.get("kid")).isEqualTo(key.kid());
        }
    }

    @Example
    void aListIsFullAtFiftyThousandAndThenStillFits() {
        List<String> ids = IntStream.range(0, RevocationList.MAX_LICENSES)
                .mapToObj(i -> new UUID(i, i).toString())
                .toList();
        RevocationList full = RevocationList.of("t", null, 1, ISSUED, NEXT, ids, List.of(), List.of());
        String text = written(full);
        assertThat(text).hasSizeLessThan(RevocationLists.MAX_CHARS);
        RevocationList read = RevocationLists.read(text, KEYS).orElseThrow();
        assertThat(read.licenses()).isEqualTo(RevocationList.MAX_LICENSES);
        assertThat(ids.subList(0, 1_000)).allMatch(read::contains);
        assertThatThrownBy(() -> RevocationList.of("t", null, 1, ISSUED, NEXT, ids, List.of(GOOD), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RevocationList.of("t", null, 0, ISSUED, NEXT, ids, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void whatIsSignedButNoListIsRefused() {
        Map<String, @Nullable Object> good = list(7, "ENT").payload();
        for (Map.Entry<String, Object> bad : Map.<String, Object>of(
                        "number", "7",
                        "issued", "2026",
                        "revoked", "AAAA",
                        "suspended", "AAAAAAAAAAIAAAAAAAAAAQ==",
                        "revokedKeys", List.of(1L),
                        "more", "x",
                        "nextUpdate", ISSUED.toString())
                .entrySet()) {
            Map<String, @Nullable Object> changed = new LinkedHashMap<>(good);
            changed.put(bad.getKey(), bad.getValue());
            assertThatThrownBy(() -> RevocationList.of(changed))
                    .as(bad.getKey())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(RevocationList.of(good).payload()).isEqualTo(good);
    }

    @Property(tries = 300)
    void readingNeverThrows(@ForAll String text, @ForAll byte[] bytes) {
        Armor armor = new Armor("REVOCATION LIST");
        for (String file : new String[] {text, armor.write(bytes), "-----BEGIN REVOCATION LIST-----\n" + text}) {
            assertThat(RevocationLists.read(file, KEYS)).isEmpty();
        }
    }

    private static String written(RevocationList list) {
        return RevocationLists.write(list, TestKeys.ED25519);
    }

    private static RevocationList taken(Intake intake) {
        assertThat(intake).isInstanceOf(Intake.Taken.class);
        return ((Intake.Taken) intake).list();
    }
}
