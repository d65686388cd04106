package dev.marque.app.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Colleague;
import dev.marque.app.testing.IdentityProvider;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.SignInThroughProvider;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.platform.identity.testing.Phone;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A copy of the database opens no door: no table holds a secret in the form in which it is presented. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class SecretsAtRestTest {

    private static final String PASSWORD = "a sentence that is nowhere else";

    @Inject
    World world;

    @Test
    void noColumnHoldsASecret() throws SQLException {
        Map<String, String> secrets = useEverySecret();

        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            assertThat(tablesWith(secret.getValue())).as(secret.getKey()).isEmpty();
        }
        assertThat(tablesWith("secrets@example.com"))
                .as("what is no secret is found, so the search works")
                .contains("users", "audit_logs");
    }

    /** Makes one of each kind and uses it, so that whatever writes about it has done so. */
    private Map<String, String> useEverySecret() {
        Api admin = world.admin();
        admin.post("/api/v1/users", """
                {"email": "secrets@example.com", "name": "S", "password": "%s", "roles": ["administrator"]}""".formatted(PASSWORD));
        Answer tokens = world.anonymous().post("/api/v1/auth/login", """
                {"email": "secrets@example.com", "password": "%s"}""".formatted(PASSWORD));
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        Answer next = world.anonymous().post("/api/v1/auth/refresh", """
                {"refreshToken": "%s"}""".formatted(tokens.text("/refreshToken")));
        Api user = world.anonymous().as("Bearer " + next.text("/accessToken"));
        Answer apiKey = user.post("/api/v1/api-keys", """
                {"name": "secret", "scopes": ["products.read"]}""");
        world.anonymous().as("Bearer " + apiKey.text("/key")).get("/api/v1/products");
        Answer webhook = user.post("/api/v1/webhooks", """
                {"url": "http://127.0.0.1:1/", "eventTypes": ["license.suspended"]}""");
        Shop.License license = new Shop(user).license();
        String activationToken = license.activate("machine-1").text("/token");
        license.validate("machine-1");
        user.get("/api/v1/licenses/" + license.id() + "/key");
        license.act("revoke");

        Answer rotated = user.send("POST", "/api/v1/api-keys/" + apiKey.text("/id") + "/rotate", null);
        world.anonymous().post("/api/v1/leaked-api-keys", "{\"key\": \"" + rotated.text("/key") + "\"}");
        Answer oidc = SignInThroughProvider.with(world, "").start();
        Map<String, String> authorization = IdentityProvider.parameters(URI.create(oidc.text("/authorizationUrl")));

        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("rotated API key", rotated.text("/key"));
        secrets.put("OIDC client secret", SignInThroughProvider.CLIENT_SECRET);
        secrets.put("OIDC state", requireNonNull(authorization.get("state")));
        secrets.put("OIDC nonce", requireNonNull(authorization.get("nonce")));
        secrets.put("OIDC sign-in secret", oidc.text("/secret"));
        secrets.put("password", PASSWORD);
        secrets.put("used refresh token", tokens.text("/refreshToken"));
        secrets.put("refresh token", next.text("/refreshToken"));
        secrets.put("access token", next.text("/accessToken"));
        secrets.put("API key", apiKey.text("/key"));
        secrets.put("webhook secret", webhook.text("/secret"));
        secrets.put("license key", license.key());
        secrets.put("activation token", activationToken);
        secrets.putAll(useEverySecretOfAPerson());
        assertThat(secrets.values()).allMatch(secret -> secret.length() >= 16);
        return secrets;
    }

    private Map<String, String> useEverySecretOfAPerson() {
        Colleague colleague = Colleague.hired(world);
        Answer enrolled = colleague.api().post("/api/v1/me/second-factor", """
                {"password": "%s"}""".formatted(Colleague.PASSWORD));
        String code = Phone.with(enrolled.text("/secret"), world.clock()).code();
        String recoveryCode = colleague
                .api()
                .post("/api/v1/me/second-factor/confirm", "{\"code\": \"" + code + "\"}")
                .text("/recoveryCodes/0");
        return Map.of(
                "secret of the second factor", enrolled.text("/secret"),
                "recovery code", recoveryCode,
                "recovery code as it is typed", recoveryCode.replace("-", ""),
                "challenge", colleague.signIn().text("/challenge"),
                "password reset", colleague.passwordReset(),
                "invitation", Colleague.invitation(world).text("/token"));
    }

    /** The tables of which some row, written as text, has the secret in it: as it is, or as bytes. */
    private static List<String> tablesWith(String secret) throws SQLException {
        List<String> found = new ArrayList<>();
        String asBytes = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        try (Connection connection = TestServer.database().superuser()) {
            for (String table : tables(connection)) {
                String sql = "select count(*) from " + table
                        + " t where position(? in t::text) > 0 or position(? in t::text) > 0";
                try (PreparedStatement query = connection.prepareStatement(sql)) {
                    query.setString(1, secret);
                    query.setString(2, asBytes);
                    ResultSet rows = query.executeQuery();
                    rows.next();
                    if (rows.getLong(1) > 0) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = connection.createStatement().executeQuery("""
                select format('%I', relname) from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
