package dev.marque.platform.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.secrets.Tokens;
import dev.marque.testkit.MovableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of every wrong kind, signed with the library that also checks them, by a provider whose keys are published. */
class IdTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String NONCE = "the nonce of this sign-in";
    private static final RSAKey KEY = newKey("first");
    private static final OidcProvider PROVIDER = OidcProviderSamples.with("groups", null);

    private final JwksServer server = new JwksServer();
    private final MovableClock clock = MovableClock.at(NOW);
    private final IdTokens idTokens =
            new IdTokens(new ProviderKeys(new ProviderHttp(OidcProviderSamples.addresses(true))), clock);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aGoodTokenTellsWhoItIsAbout() throws JOSEException {
        server.publish(KEY.toPublicJWK());

        VerifiedIdentity identity = verify(signed(KEY, claims().build()));

        assertThat(identity)
                .isEqualTo(new VerifiedIdentity(
                        OidcProviderSamples.ISSUER,
                        "ada-1",
                        "ada@example.com",
                        true,
                        "Ada",
                        Set.of("admins", "chess")));
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                wrong("another issuer", claims -> claims.issuer("https://evil.example.com")),
                wrong("no issuer", claims -> claims.issuer(null)),
                wrong("for another client", claims -> claims.audience("another")),
                wrong("for nobody", claims -> claims.audience((String) null)),
                wrong("for several, and nobody says for whom", claims -> claims.audience(List.of("marque", "another"))),
                wrong("given to another client", claims -> claims.claim("azp", "another")),
                wrong("expired beyond the skew", claims -> claims.expirationTime(at(Duration.ofSeconds(-61)))),
                wrong("without an end", claims -> claims.expirationTime(null)),
                wrong("from the future beyond the skew", claims -> claims.issueTime(at(Duration.ofSeconds(61)))),
                wrong("without a beginning", claims -> claims.issueTime(null)),
                wrong("not yet valid", claims -> claims.notBeforeTime(at(Duration.ofMinutes(5)))),
                wrong("with another nonce", claims -> claims.claim("nonce", "the nonce of another sign-in")),
                wrong("without a nonce", claims -> claims.claim("nonce", null)),
                wrong("with a nonce that is no text", claims -> claims.claim("nonce", 7)),
                wrong("without a subject", claims -> claims.subject(null)),
                wrong("with a subject of spaces", claims -> claims.subject(" ")),
                wrong("with a subject that is too long", claims -> claims.subject("x".repeat(256))),
                wrong("with a name that no database keeps", claims -> claims.claim("name", "A\u0000B")),
                wrong("with an e-mail address that is no text", claims -> claims.claim("email", List.of("a@b.c"))));
    }

    private static Arguments wrong(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void aTokenWithOneWrongClaimIsRefused(String name, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        server.publish(KEY.toPublicJWK());

        isRefused(signed(KEY, change.apply(claims()).build()));
    }

    @Test
    void clocksMayDifferByAMinute() throws JOSEException {
        server.publish(KEY.toPublicJWK());

        assertThat(verify(signed(
                                KEY,
                                claims().expirationTime(at(Duration.ofSeconds(-59)))
                                        .build()))
                        .subject())
                .isEqualTo("ada-1");
        assertThat(verify(signed(
                                KEY,
                                claims().issueTime(at(Duration.ofSeconds(60))).build()))
                        .subject())
                .isEqualTo("ada-1");
    }

    @Test
    void severalAudiencesAreTakenWhenTheTokenIsForUs() throws JOSEException {
        server.publish(KEY.toPublicJWK());
        JWTClaimsSet claims = claims().audience(List.of("another", "marque"))
                .claim("azp", "marque")
                .build();

        assertThat(verify(signed(KEY, claims)).subject()).isEqualTo("ada-1");
    }

    @Test
    void anUnsignedTokenIsRefused() {
        server.publish(KEY.toPublicJWK());

        isRefused(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void thePublicKeyIsNoSharedSecret() throws JOSEException {
        server.publish(KEY.toPublicJWK());
        for (byte[] secret : List.of(
                KEY.toRSAPublicKey().getEncoded(),
                KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims().build());
            token.sign(new MACSigner(secret));

            isRefused(token.serialize());
        }
    }

    @Test
    void aTokenOfAnotherKeyWithTheSameNameIsRefused() throws JOSEException {
        server.publish(KEY.toPublicJWK());

        isRefused(signed(newKey("first"), claims().build()));
    }

    @Test
    void aKeyThatIsInTheTokenItselfProvesNothing() throws JOSEException {
        server.publish(KEY.toPublicJWK());
        RSAKey own = newKey("own");
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()).build(), claims().build());
        token.sign(new RSASSASigner(own));

        isRefused(token.serialize());
    }

    @Test
    void aChangedTokenIsRefused() throws JOSEException {
        server.publish(KEY.toPublicJWK());
        String[] good = signed(KEY, claims().build()).split("\\.", -1);
        String[] other = signed(KEY, claims().subject("root").build()).split("\\.", -1);

        isRefused(good[0] + "." + other[1] + "." + good[2]);
        isRefused("nonsense");
    }

    @Test
    void keysAreAskedForOnce() throws JOSEException {
        server.publish(KEY.toPublicJWK());

        verify(signed(KEY, claims().build()));
        verify(signed(KEY, claims().build()));

        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void aNewKeyOfTheProviderIsFoundAtOnce() throws JOSEException {
        server.publish(KEY.toPublicJWK());
        verify(signed(KEY, claims().build()));
        RSAKey second = newKey("second");
        server.publish(KEY.toPublicJWK(), second.toPublicJWK());

        assertThat(verify(signed(second, claims().build())).subject()).isEqualTo("ada-1");
        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void tokensWithMadeUpKeyIdsDoNotBecomeCallsToTheProvider() throws JOSEException {
        server.publish(KEY.toPublicJWK());
        verify(signed(KEY, claims().build()));

        for (int i = 0; i < 20; i++) {
            String token = signed(newKeyNamed(i), claims().build());
            assertThatThrownBy(() -> verify(token)).isInstanceOf(ProblemException.class);
        }

        assertThat(server.asked()).isLessThanOrEqualTo(3);
        assertThat(verify(signed(KEY, claims().build())).subject())
                .as("and who is genuine still gets in")
                .isEqualTo("ada-1");
    }

    private static RSAKey newKeyNamed(int number) {
        return new RSAKey.Builder(KEY).keyID("made-up-" + number).build();
    }

    @Test
    void withoutThePublishedKeysNobodyGetsIn() throws JOSEException {
        String token = signed(KEY, claims().build());
        server.close();

        assertThatThrownBy(() -> verify(token))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                        .isEqualTo(ProblemType.IDENTITY_PROVIDER_FAILED));
    }

    private void isRefused(String token) {
        assertThatThrownBy(() -> verify(token))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.type())
                        .isEqualTo(ProblemType.INVALID_CREDENTIALS));
    }

    private VerifiedIdentity verify(String token) {
        URI somewhere = URI.create(OidcProviderSamples.ISSUER);
        ProviderMetadata metadata = new ProviderMetadata(
                OidcProviderSamples.ISSUER, somewhere, somewhere, server.at("/keys"), null, Set.of());
        return idTokens.verify(PROVIDER, metadata, token, Tokens.sha256(NONCE));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(OidcProviderSamples.ISSUER)
                .audience(OidcProviderSamples.CLIENT)
                .subject("ada-1")
                .issueTime(at(Duration.ZERO))
                .expirationTime(at(Duration.ofMinutes(5)))
                .claim("nonce", NONCE)
                .claim("email", "ada@example.com")
                .claim("email_verified", true)
                .claim("name", "Ada")
                .claim("groups", List.of("admins", "chess"));
    }

    private static Date at(Duration fromNow) {
        return Date.from(NOW.plus(fromNow));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
