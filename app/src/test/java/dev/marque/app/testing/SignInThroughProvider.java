package dev.marque.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/**
 * A provider that a vendor has set up, and people who sign in through it.
 *
 * @param issuer its name at the identity provider
 * @param id its id at Marque
 */
public record SignInThroughProvider(World world, IdentityProvider provider, String issuer, String id) {

    public static final String CLIENT_SECRET = "a client secret that is nowhere else";

    /** A provider with these further settings. */
    public static SignInThroughProvider with(World world, String settings) {
        return with(world, world.identityProvider(), settings);
    }

    public static SignInThroughProvider with(World world, IdentityProvider provider, String settings) {
        String issuer = IdentityProvider.newIssuer();
        Answer created = world.admin().post("/api/v1/oidc-providers", """
                {"name": "Login", "issuer": "%s", "clientId": "marque", "clientSecret": "%s"%s}""".formatted(
                        provider.url(issuer), CLIENT_SECRET, settings.isEmpty() ? "" : ", " + settings));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return new SignInThroughProvider(world, provider, issuer, created.text("/id"));
    }

    public Answer start() {
        return world.anonymous().post("/api/v1/auth/oidc/start", "{\"providerId\": \"" + id + "\"}");
    }

    /** Starts, and signs in at the provider; returns the body with which it is finished. */
    public String comeBack(String subject, Map<String, Object> claims) {
        provider.nextIs(issuer, subject, claims);
        return comeBack(start());
    }

    public static String comeBack(Answer start) {
        assertThat(start.status()).as(start.toString()).isEqualTo(200);
        return body(IdentityProvider.visit(start.text("/authorizationUrl")), start.text("/secret"));
    }

    /** The body of a finish. */
    public static String body(Map<String, String> parameters, String secret) {
        return """
                {"state": "%s", "code": "%s", "secret": "%s"}""".formatted(parameters.get("state"), parameters.get("code"), secret);
    }

    public Answer finish(String body) {
        return world.anonymous().post("/api/v1/auth/oidc/finish", body);
    }

    public Answer signIn(String subject, Map<String, Object> claims) {
        return finish(comeBack(subject, claims));
    }
}
