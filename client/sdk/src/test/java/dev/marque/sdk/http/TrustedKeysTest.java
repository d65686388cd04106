package dev.marque.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.keys.json.Json;
import dev.marque.keys.sign.Jwk;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.VerificationKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustedKeysTest {

    private static VerificationKey key(SignatureAlgorithm algorithm) {
        return KeyPairs.generate(algorithm, new SecureRandom()).verificationKey();
    }

    @SafeVarargs
    private static String set(Map<String, String>... keys) {
        return Json.write(Map.of("keys", List.of(keys)));
    }

    @ParameterizedTest
    @EnumSource
    void keysOfEachAlgorithmAreRead(SignatureAlgorithm algorithm) {
        VerificationKey key = key(algorithm);
        assertThat(TrustedKeys.parse(set(Jwk.of(key))).find(key.kid())).contains(key);
    }

    @Test
    void keysOfTheFutureAreLeftOut() {
        VerificationKey known = key(SignatureAlgorithm.ED25519);
        TrustedKeys keys = TrustedKeys.parse(
                set(Map.of("kty", "LATTICE", "kid", "new", "alg", "ML-DSA-44", "pub", "AAAA"), Jwk.of(known)));
        assertThat(keys.all()).containsExactly(known);
    }

    @Test
    void aSetWithoutAnyIsNone() {
        for (String text : List.of("", "[]", "{}", "{\"keys\": []}", "{\"keys\": [{\"kty\": \"OKP\"}]}")) {
            assertThatThrownBy(() -> TrustedKeys.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatIsRevokedCountsNoMore() {
        VerificationKey key = key(SignatureAlgorithm.ED25519);
        assertThat(TrustedKeys.parse(set(Jwk.of(key)))
                        .without(Set.of(key.kid()))
                        .isEmpty())
                .isTrue();
        assertThat(TrustedKeys.revoked("{\"revoked\": [{\"kid\": \"k1\"}]}")).containsExactly("k1");
    }
}
