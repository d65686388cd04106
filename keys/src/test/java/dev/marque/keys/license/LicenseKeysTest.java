package dev.marque.keys.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.license.LicenseKey.JwtLicenseKey;
import dev.marque.keys.license.LicenseKey.Malformed;
import dev.marque.keys.license.LicenseKey.RandomLicenseKey;
import dev.marque.keys.license.LicenseKey.Reason;
import dev.marque.keys.license.LicenseKey.SignedLicenseKey;
import dev.marque.keys.sign.Jwt.Rejected;
import dev.marque.keys.sign.Jwt.Verified;
import dev.marque.keys.sign.SigningKey;
import dev.marque.keys.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LicenseKeysTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] DATA = "{\"license\":1}".getBytes(StandardCharsets.UTF_8);

    @Example
    void jwtKeysAreReadAndVerified() {
        for (SigningKey key : TestKeys.ALL) {
            JwtLicenseKey made = LicenseKeys.newJwt("NLS", Map.of("sub", "x"), key);
            assertThat(made.key()).matches("NLS-[A-Za-z0-9_-]+-[0-9a-f]{8}");
            assertThat(LicenseKeys.parse("  " + made.key() + "\r\n")).isEqualTo(made);
            assertThat(made.verify(TestKeys.only(key))).isInstanceOf(Verified.class);
            assertThat(made.verify(kid -> java.util.Optional.empty())).isInstanceOf(Rejected.class);
            assertThat(made.toString()).isEqualTo("JwtLicenseKey[NLS-…]");
        }
        for (String prefix : List.of("", "A", "ABCDEFGHI", "ab", "A-B", "ÄB")) {
            assertThatThrownBy(() -> LicenseKeys.newJwt(prefix, Map.of(), TestKeys.ED25519))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Example
    void noCharacterOfAJwtKeyCanBeChanged() {
        String key =
                LicenseKeys.newJwt("NLS", Map.of("sub", "x"), TestKeys.ED25519).key();
        for (int i = 0; i < key.length(); i++) {
            for (int bit = 0; bit < 7; bit++) {
                char[] changed = key.toCharArray();
                changed[i] ^= (char) (1 << bit);
                assertThat(LicenseKeys.parse(new String(changed))).isInstanceOf(Malformed.class);
            }
        }
    }

    @Example
    void signedKeysAreReadAndVerified() {
        for (SigningKey key : TestKeys.ALL) {
            SignedLicenseKey made = LicenseKeys.newSigned(DATA, key);
            assertThat(LicenseKeys.parse(made.key() + " ")).isEqualTo(made);
            assertThat(made.verify(key.verificationKey())).isTrue();
            assertThat(made.data()).isEqualTo(DATA);
            assertThat(made.verify(TestKeys.of(
                                    key.algorithm() == TestKeys.EC.algorithm()
                                            ? TestKeys.RSA.algorithm()
                                            : TestKeys.EC.algorithm())
                            .verificationKey()))
                    .isFalse();
            assertThat(made.toString()).isEqualTo("SignedLicenseKey[key/…]");
        }
        assertThat(SignedKeyScheme.values())
                .extracting(SignedKeyScheme::algorithm)
                .doesNotHaveDuplicates();
    }

    @Example
    void noCharacterOfASignedKeyCanBeChanged() {
        for (SigningKey key : List.of(TestKeys.ED25519, TestKeys.RSA, TestKeys.EC)) {
            String text = LicenseKeys.newSigned(DATA, key).key();
            for (int i = 0; i < text.length(); i++) {
                for (int bit = 0; bit < 7; bit++) {
                    char[] changed = text.toCharArray();
                    changed[i] ^= (char) (1 << bit);
                    LicenseKey parsed = LicenseKeys.parse(new String(changed));
                    assertThat(parsed instanceof SignedLicenseKey signed && signed.verify(key.verificationKey()))
                            .isFalse();
                }
            }
        }
    }

    @Property(tries = 500)
    void randomKeysSurviveTyping() {
        RandomLicenseKey made = LicenseKeys.newRandom(RANDOM);
        assertThat(made.key()).matches("[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){4}");
        for (String typed : List.of(
                made.key().toLowerCase(Locale.ROOT),
                made.key().replace('-', ' '),
                made.key().replace("-", ""),
                made.key().replace('-', '\u2011'),
                "\t" + made.key() + "\n",
                made.key().replace('0', 'O').replace('1', 'I'),
                made.key().replace('0', 'o').replace('1', 'l'))) {
            assertThat(LicenseKeys.parse(typed)).isEqualTo(made);
            assertThat(LicenseKeys.lookupHash(typed)).isEqualTo(LicenseKeys.lookupHash(made.key()));
        }
        assertThat(LicenseKeys.lookupHash(made.key())).hasSize(32);
    }

    @Property(tries = 100)
    void everySingleTypoInARandomKeyIsNoticed(@ForAll @IntRange(min = 0, max = 24) int position) {
        String key = LicenseKeys.newRandom(RANDOM).key().replace("-", "");
        for (char c : RandomKeys.ALPHABET.toCharArray()) {
            if (c != key.charAt(position)) {
                String typo = key.substring(0, position) + c + key.substring(position + 1);
                assertThat(LicenseKeys.parse(typo)).isEqualTo(new Malformed(Reason.CHECKSUM));
            }
        }
        assertThat(LicenseKeys.parse(key.substring(1))).isEqualTo(new Malformed(Reason.LENGTH));
        assertThat(LicenseKeys.parse(key + "A")).isEqualTo(new Malformed(Reason.LENGTH));
        assertThat(LicenseKeys.parse("U" + key.substring(1))).isEqualTo(new Malformed(Reason.CHARACTER));
    }

    @Property(tries = 500)
    void twoCharactersThatChangedPlacesAreNoticed(
            @ForAll @IntRange(min = 0, max = 24) int a, @ForAll @IntRange(min = 0, max = 24) int b) {
        char[] key = LicenseKeys.newRandom(RANDOM).key().replace("-", "").toCharArray();
        char first = key[a];
        key[a] = key[b];
        key[b] = first;
        if (key[a] != key[b]) {
            assertThat(LicenseKeys.parse(new String(key))).isEqualTo(new Malformed(Reason.CHECKSUM));
        }
    }

    @Example
    void randomKeysUseAllTheirCharactersEverywhere() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            String key = LicenseKeys.newRandom(RANDOM).key().replace("-", "");
            for (int p = 0; p < key.length(); p++) {
                seen.add(p + ":" + key.charAt(p));
            }
        }
        assertThat(seen).hasSize(25 * 32);
    }

    @Property(tries = 1000)
    void readingNeverThrows(@ForAll String text) {
        LicenseKeys.parse(text);
        LicenseKeys.parse("key/" + text);
        LicenseKeys.parse("key/" + text + "." + text);
        LicenseKeys.parse("NLS-" + text + "-00000000");
        assertThat(LicenseKeys.lookupHash(text)).hasSize(32);
        LicenseNumber.parse(text);
    }

    @Example
    void keysFromElsewhereAreHashedAsTheyStand() {
        assertThat(LicenseKeys.lookupHash(" 33362C-D254BA-F54C3C-DAAE48-C71975-V3\n"))
                .isEqualTo(LicenseKeys.lookupHash("33362C-D254BA-F54C3C-DAAE48-C71975-V3"))
                .isNotEqualTo(LicenseKeys.lookupHash("33362c-D254BA-F54C3C-DAAE48-C71975-V3"));
        assertThat(LicenseKeys.parse("")).isEqualTo(new Malformed(Reason.EMPTY));
        assertThat(LicenseKeys.parse("x".repeat(30_000))).isEqualTo(new Malformed(Reason.TOO_LONG));
        assertThat(LicenseKeys.parse("x".repeat(100))).isEqualTo(new Malformed(Reason.UNKNOWN_FORMAT));
        assertThat(LicenseKeys.parse("key/x.y")).isEqualTo(new Malformed(Reason.ENCODING));
    }
}
