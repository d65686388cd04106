package dev.marque.keys.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.testing.TestKeys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SignatureProvidersTest {

    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);
    private static final List<SignatureProvider> PROVIDERS =
            List.of(SignatureProviders.fastest(), SignatureProviders.portable(), SignatureProviders.jdk());

    @Example
    void whatOneSignsEveryOtherAccepts() {
        for (SigningKey key : TestKeys.ALL) {
            for (SignatureProvider signer : PROVIDERS) {
                for (byte[] signature : List.of(
                        signer.sign(key.algorithm(), key.privateKey(), MESSAGE),
                        signer.signForFile(key.algorithm(), key.privateKey(), MESSAGE))) {
                    for (SignatureProvider verifier : PROVIDERS) {
                        assertThat(verifier.verify(key.algorithm(), key.publicKey(), MESSAGE, signature))
                                .as("%s: %s, checked by %s", key, signer, verifier)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Example
    void anyChangedByteOfASignatureIsRefused() {
        for (SigningKey key : TestKeys.ALL) {
            SignatureProvider provider = SignatureProviders.fastest();
            byte[] signature = provider.sign(key.algorithm(), key.privateKey(), MESSAGE);
            for (int i = 0; i < signature.length; i++) {
                byte[] changed = signature.clone();
                changed[i] ^= 0x10;
                for (SignatureProvider verifier : List.of(provider, SignatureProviders.portable())) {
                    assertThat(verifier.verify(key.algorithm(), key.publicKey(), MESSAGE, changed))
                            .as("%s byte %d", key, i)
                            .isFalse();
                }
            }
            byte[] longer = Arrays.copyOf(signature, signature.length + 1);
            byte[] shorter = Arrays.copyOf(signature, signature.length - 1);
            for (SignatureProvider verifier : PROVIDERS) {
                assertThat(verifier.verify(key.algorithm(), key.publicKey(), MESSAGE, longer))
                        .isFalse();
                assertThat(verifier.verify(key.algorithm(), key.publicKey(), MESSAGE, shorter))
                        .isFalse();
                assertThat(verifier.verify(key.algorithm(), key.publicKey(), MESSAGE, new byte[0]))
                        .isFalse();
            }
        }
    }

    @Property(tries = 100)
    void nonsenseIsRefusedAndNeverThrows(@ForAll byte[] signature) {
        for (SigningKey key : TestKeys.ALL) {
            for (SignatureProvider provider : PROVIDERS) {
                for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
                    // Most of these pairs of key and algorithm do not fit either.
                    assertThat(provider.verify(algorithm, key.publicKey(), MESSAGE, signature))
                            .isFalse();
                }
            }
        }
    }

    @Example
    void aKeyOfAnotherKindDoesNotSign() {
        for (SignatureProvider provider : PROVIDERS) {
            assertThatThrownBy(() -> provider.sign(SignatureAlgorithm.ED25519, TestKeys.RSA.privateKey(), MESSAGE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> provider.sign(SignatureAlgorithm.RSA_SHA256, TestKeys.EC.privateKey(), MESSAGE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() ->
                            provider.sign(SignatureAlgorithm.RSA_PSS_SHA256, TestKeys.ED25519.privateKey(), MESSAGE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Example
    void theFastestIsAmazonsWhereItLoads() {
        String expected = SignatureProviders.accpAvailable() ? "ed25519=ACCP" : "ed25519=BouncyCastle";
        assertThat(SignatureProviders.fastest().name()).startsWith(expected);
        assertThat(SignatureProviders.portable().name()).startsWith("ed25519=BouncyCastle rsa-sha256=JDK");
    }

    @Example
    void newKeysSurviveWritingAndReading() {
        SecureRandom random = new SecureRandom();
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            SigningKey key = KeyPairs.generate(algorithm, random);
            SigningKey read = new SigningKey(
                    key.kid(),
                    algorithm,
                    KeyPairs.decodePrivate(algorithm, KeyPairs.encode(key.privateKey())),
                    KeyPairs.decodePublic(algorithm, KeyPairs.encode(key.publicKey())));
            for (SignatureProvider provider : PROVIDERS) {
                byte[] signature = provider.sign(algorithm, read.privateKey(), MESSAGE);
                assertThat(provider.verify(algorithm, key.publicKey(), MESSAGE, signature))
                        .isTrue();
            }
            assertThat(key.kid()).hasSize(16).isEqualTo(Jwk.kid(read.publicKey()));
        }
        String hex = KeyPairs.ed25519PublicToHex(TestKeys.ED25519.publicKey());
        assertThat(KeyPairs.ed25519PublicFromHex(hex)).isEqualTo(TestKeys.ED25519.publicKey());
    }

    /** Whichever provider finds the primes, and on machines that have only the JDK's. */
    @Example
    void newRsaKeysAreOfTheJdkWithTheStrengthThatIsAskedFor() {
        Set<BigInteger> moduli = new HashSet<>();
        for (Provider accp : Arrays.asList(SignatureProviders.accp(), null)) {
            SigningKey key = KeyPairs.generate(SignatureAlgorithm.RSA_SHA256, new SecureRandom(), accp);

            assertThat(key.privateKey().getClass().getName()).startsWith("sun.security.rsa.");
            assertThat(key.publicKey()).isInstanceOfSatisfying(RSAPublicKey.class, rsa -> {
                assertThat(rsa.getModulus().bitLength()).isEqualTo(2048);
                assertThat(rsa.getPublicExponent()).isEqualTo(RSAKeyGenParameterSpec.F4);
                assertThat(moduli.add(rsa.getModulus())).isTrue();
            });
            for (SignatureProvider provider : PROVIDERS) {
                byte[] signature = provider.sign(key.algorithm(), key.privateKey(), MESSAGE);
                assertThat(provider.verify(key.algorithm(), key.publicKey(), MESSAGE, signature))
                        .isTrue();
            }
        }
    }

    @Example
    void keysOfAnotherKindAreNotRead() {
        for (SigningKey key : List.of(TestKeys.ED25519, TestKeys.RSA, TestKeys.EC)) {
            for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
                if (!algorithm.keyType().equals(key.algorithm().keyType())) {
                    assertThatThrownBy(() -> KeyPairs.decodePrivate(algorithm, KeyPairs.encode(key.privateKey())))
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThatThrownBy(() -> KeyPairs.decodePublic(algorithm, KeyPairs.encode(key.publicKey())))
                            .isInstanceOf(IllegalArgumentException.class);
                    assertThatThrownBy(() -> key.withAlgorithm(algorithm)).isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
        assertThatThrownBy(() -> KeyPairs.ed25519PublicFromHex("00")).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void aSigningKeyShowsNothingPrivate() {
        for (SigningKey key : TestKeys.ALL) {
            assertThat(key.toString()).isEqualTo("SigningKey[" + key.kid() + ", " + key.algorithm() + "]");
        }
    }
}
