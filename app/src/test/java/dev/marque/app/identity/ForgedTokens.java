package dev.marque.app.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;

/**
 * What attackers make of an access token, by an implementation of JOSE that is not ours.
 *
 * @param good a token that is accepted
 * @param keys the server's published keys
 */
public record ForgedTokens(String good, JsonNode keys) {

    /** {@code alg: none}, under the real kid. */
    public String unsigned() {
        return Base64URL.encode("{\"alg\":\"none\",\"kid\":\"" + kid() + "\"}") + "." + payload() + ".";
    }

    public String signedByAnotherKey() throws JOSEException {
        RSAKey other = new RSAKeyGenerator(2048).generate();
        return signed(JWSAlgorithm.RS256, new RSASSASigner(other));
    }

    /** HS256 with the published key as the secret: the classic confusion of algorithms. */
    public String withThePublicKeyAsSecret() throws JOSEException {
        return signed(JWSAlgorithm.HS256, new MACSigner(publicKeyAsPem()));
    }

    public String withoutItsSignature() {
        return good.substring(0, good.lastIndexOf('.') + 1);
    }

    /** The signature of one token under the claims of another. */
    public String withOtherClaims() {
        String[] parts = good.split("\\.");
        String claims = Base64URL.from(parts[1]).decodeToString().replaceFirst("\"exp\":[0-9]+", "\"exp\":9999999999");
        return parts[0] + "." + Base64URL.encode(claims) + "." + parts[2];
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(algorithm).keyID(kid()).build(), new Payload(Base64URL.from(payload())));
        token.sign(signer);
        return token.serialize();
    }

    private String kid() {
        try {
            return JWSHeader.parse(Base64URL.from(good.split("\\.")[0])).getKeyID();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private String payload() {
        return good.split("\\.")[1];
    }

    private byte[] publicKeyAsPem() throws JOSEException {
        for (JsonNode key : keys.at("/keys")) {
            if (key.path("kid").asText().equals(kid())) {
                try {
                    byte[] der = RSAKey.parse(key.toString()).toPublicKey().getEncoded();
                    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
                    return ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n")
                            .getBytes(StandardCharsets.US_ASCII);
                } catch (ParseException e) {
                    throw new IllegalArgumentException(e);
                }
            }
        }
        throw new IllegalStateException("the key of the token is not published");
    }
}
