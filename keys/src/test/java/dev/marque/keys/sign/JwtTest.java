package dev.marque.keys.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.Claims.Validity;
import dev.marque.keys.sign.Jwt.Reason;
import dev.marque.keys.sign.Jwt.Rejected;
import dev.marque.keys.sign.Jwt.Verified;
import dev.marque.keys.testing.TestKeys;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JwtTest {

    private static final Map<String, Object> CLAIMS = Map.of(
            "sub", "license", "exp", 1_900_000_000L, "list", List.of("ä", "😀"), "price", new BigDecimal("1.50"));

    @Example
    void whatIsSignedIsVerified() {
        for (SigningKey key : TestKeys.ALL) {
            assertThat(Jwt.verify(Jwt.sign(key, CLAIMS), TestKeys.only(key)))
                    .isEqualTo(new Verified(Map.copyOf(CLAIMS), key.kid()));
        }
    }

    @Example
    void nimbusAcceptsOurTokens() throws JOSEException, ParseException {
        for (int i = 0; i < 50; i++) {
            for (SigningKey key : List.of(
                    TestKeys.EC, i == 0 ? TestKeys.RSA : TestKeys.EC, i == 0 ? TestKeys.RSA_PSS : TestKeys.EC)) {
                SignedJWT parsed = SignedJWT.parse(Jwt.sign(key, Map.of("sub", "license", "n", i)));
                JWSVerifier verifier = key.publicKey() instanceof ECPublicKey ec
                        ? new ECDSAVerifier(ec)
                        : new RSASSAVerifier((RSAPublicKey) key.publicKey());
                assertThat(parsed.verify(verifier)).as(key.toString()).isTrue();
                assertThat(parsed.getJWTClaimsSet().getSubject()).isEqualTo("license");
                assertThat(parsed.getHeader().getKeyID()).isEqualTo(key.kid());
            }
        }
        // Nimbus checks Ed25519 only with Tink: read the token with it, check with the JDK.
        SignedJWT parsed = SignedJWT.parse(Jwt.sign(TestKeys.ED25519, CLAIMS));
        assertThat(parsed.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.EdDSA);
        assertThat(SignatureProviders.jdk()
                        .verify(
                                SignatureAlgorithm.ED25519,
                                TestKeys.ED25519.publicKey(),
                                parsed.getSigningInput(),
                                parsed.getSignature().decode()))
                .isTrue();
    }

    @Example
    void weAcceptNimbusTokens() throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder().subject("license").build();
        for (int i = 0; i < 50; i++) {
            assertThat(nimbus(
                            TestKeys.EC,
                            JWSAlgorithm.ES256,
                            new ECDSASigner((ECPrivateKey) TestKeys.EC.privateKey()),
                            claims))
                    .isInstanceOf(Verified.class);
        }
        JWSSigner rsa = new RSASSASigner(TestKeys.RSA.privateKey());
        assertThat(nimbus(TestKeys.RSA, JWSAlgorithm.RS256, rsa, claims)).isInstanceOf(Verified.class);
        assertThat(nimbus(TestKeys.RSA_PSS, JWSAlgorithm.PS256, rsa, claims)).isInstanceOf(Verified.class);
        // The other RSA algorithm, a longer hash, and the public key taken for a shared secret.
        assertThat(nimbus(TestKeys.RSA, JWSAlgorithm.PS256, rsa, claims)).isEqualTo(new Rejected(Reason.ALGORITHM));
        assertThat(nimbus(TestKeys.RSA, JWSAlgorithm.RS512, rsa, claims)).isEqualTo(new Rejected(Reason.ALGORITHM));
        JWSSigner mac = new MACSigner(TestKeys.RSA.publicKey().getEncoded());
        assertThat(nimbus(TestKeys.RSA, JWSAlgorithm.HS256, mac, claims)).isEqualTo(new Rejected(Reason.ALGORITHM));
    }

    private static Jwt.Result nimbus(SigningKey key, JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.kid()).build(), claims);
        jwt.sign(signer);
        return Jwt.verify(jwt.serialize(), TestKeys.only(key));
    }

    @Example
    void keysAndThumbprintsAreThoseOfNimbus() throws JOSEException, ParseException {
        for (SigningKey key : TestKeys.ALL) {
            JWK jwk = JWK.parse(Json.write(Jwk.of(key.verificationKey())));
            assertThat(jwk.computeThumbprint().toString()).isEqualTo(Jwk.thumbprint(key.publicKey()));
            assertThat(jwk.getKeyID()).isEqualTo(key.kid());
            assertThat(jwk.isPrivate()).isFalse();
        }
        assertThat(((com.nimbusds.jose.jwk.RSAKey) JWK.parse(Json.write(Jwk.of(TestKeys.RSA.verificationKey()))))
                        .toRSAPublicKey())
                .isEqualTo(TestKeys.RSA.publicKey());
    }

    @Example
    void refusesForgeries() {
        SigningKey key = TestKeys.ED25519;
        String payload = StrictBase64.encodeUrl(Json.writeBytes(CLAIMS));
        assertThat(reason(header("none", key.kid()) + "." + payload + ".")).isEqualTo(Reason.ALGORITHM);
        assertThat(reason(header("None", key.kid()) + "." + payload + ".")).isEqualTo(Reason.ALGORITHM);
        assertThat(reason(header("EdDSA", key.kid()) + "." + payload + ".")).isEqualTo(Reason.SIGNATURE);
        assertThat(reason(header("EdDSA", "other") + "." + payload + ".")).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(reason(encode(Map.of("alg", "EdDSA")) + "." + payload + ".")).isEqualTo(Reason.NO_KEY_ID);
        assertThat(reason(
                        encode(Map.of("alg", "EdDSA", "kid", key.kid(), "crit", List.of("exp"))) + "." + payload + "."))
                .isEqualTo(Reason.CRITICAL_HEADER);
        assertThat(reason("a".repeat(Jwt.MAX_CHARS + 1))).isEqualTo(Reason.TOO_LONG);
        String token = Jwt.sign(key, CLAIMS);
        for (String malformed : List.of(
                "",
                ".",
                "..",
                "...",
                "a.b",
                token + ".",
                token + "=",
                " " + token,
                token + "\n",
                token.replace('.', ' '))) {
            assertThat(reason(malformed)).as(malformed).isEqualTo(Reason.MALFORMED);
        }
        assertThatThrownBy(() -> Jwt.sign(key, Map.of("x", "y".repeat(Jwt.MAX_CHARS))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void noCharacterCanBeChanged() {
        for (SigningKey key : List.of(TestKeys.ED25519, TestKeys.RSA, TestKeys.EC)) {
            String token = Jwt.sign(key, CLAIMS);
            for (int i = 0; i < token.length(); i++) {
                for (int bit = 0; bit < 7; bit++) {
                    char[] changed = token.toCharArray();
                    changed[i] ^= (char) (1 << bit);
                    assertThat(Jwt.verify(new String(changed), kid -> Optional.of(key.verificationKey())))
                            .isInstanceOf(Rejected.class);
                }
            }
        }
    }

    @Property(tries = 500)
    void checkingNeverThrows(@ForAll String a, @ForAll String b, @ForAll String c) {
        assertThat(Jwt.verify(a + "." + b + "." + c, kid -> Optional.of(TestKeys.ED25519.verificationKey())))
                .isInstanceOf(Rejected.class);
        String encoded = StrictBase64.encodeUrl(a.getBytes(StandardCharsets.UTF_8));
        assertThat(Jwt.verify(encoded + "." + encoded + "." + encoded, TestKeys.only(TestKeys.ED25519)))
                .isInstanceOf(Rejected.class);
    }

    @Example
    void claimsHoldFromTheirFirstInstantToBeforeTheirLast() {
        Map<String, Object> claims = Map.of("nbf", 100L, "exp", 200L);
        assertThat(at(claims, 99)).isEqualTo(Validity.NOT_YET);
        assertThat(at(claims, 100)).isEqualTo(Validity.CURRENT);
        assertThat(at(claims, 199)).isEqualTo(Validity.CURRENT);
        assertThat(at(claims, 200)).isEqualTo(Validity.EXPIRED);
        assertThat(Claims.at(claims, Instant.ofEpochSecond(204), Duration.ofSeconds(5)))
                .isEqualTo(Validity.CURRENT);
        assertThat(at(Map.of(), 0)).isEqualTo(Validity.CURRENT);
        for (Object nonsense : List.of("200", new BigDecimal("1e30"), Long.MAX_VALUE, Long.MIN_VALUE, true)) {
            assertThat(at(Map.of("exp", nonsense), 0)).isEqualTo(Validity.MALFORMED);
            assertThat(at(Map.of("nbf", nonsense), 0)).isEqualTo(Validity.MALFORMED);
        }
    }

    private static Validity at(Map<String, Object> claims, long second) {
        return Claims.at(claims, Instant.ofEpochSecond(second), Duration.ZERO);
    }

    private static Reason reason(String token) {
        return ((Rejected) Jwt.verify(token, TestKeys.only(TestKeys.ED25519))).reason();
    }

    private static String header(String algorithm, String kid) {
        return encode(Map.of("alg", algorithm, "kid", kid));
    }

    private static String encode(Map<String, Object> header) {
        return StrictBase64.encodeUrl(Json.writeBytes(header));
    }
}
