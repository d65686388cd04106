package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import dev.marque.app.identity.ForgedTokens;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everybody who has no business with the records of the tenant that the contracts are about. */
final class Attackers {

    private final World world;
    private final Map<String, Api> strangers = new LinkedHashMap<>();

    Attackers(World world) throws JOSEException {
        this.world = world;
        Api expired = expired();
        strangers.put("nobody", world.anonymous());
        strangers.put("an expired token of its administrator", expired);
        addForged();
    }

    /** Those whose credentials are none: each of their calls is a 401. */
    Map<String, Api> strangers() {
        return strangers;
    }

    /** Those who are known, elsewhere. */
    Map<String, Api> neighbours() {
        Map<String, Api> neighbours = new LinkedHashMap<>();
        neighbours.put("the other tenant's administrator", world.otherAdmin());
        neighbours.put("the other tenant's API key", otherKey());
        neighbours.put(
                "the other tenant's license key",
                new Shop(world.otherAdmin()).license().installation());
        neighbours.put("an operator", world.operator());
        neighbours.put("the administrator of a suspended tenant", suspended());
        return neighbours;
    }

    private Api expired() {
        Api once = world.admin();
        world.clock().advance(Duration.ofMinutes(20));
        assertThat(once.get("/api/v1/me").status()).isEqualTo(401);
        return once;
    }

    private void addForged() throws JOSEException {
        Api admin = world.admin();
        ForgedTokens forged = new ForgedTokens(
                String.valueOf(admin.authorization()).substring("Bearer ".length()),
                admin.get("/.well-known/jwks.json").json());
        strangers.put("an unsigned token", admin.as("Bearer " + forged.unsigned()));
        strangers.put("a token of another key", admin.as("Bearer " + forged.signedByAnotherKey()));
        strangers.put("a token under the public key", admin.as("Bearer " + forged.withThePublicKeyAsSecret()));
        strangers.put("a token without signature", admin.as("Bearer " + forged.withoutItsSignature()));
        strangers.put("a token with other claims", admin.as("Bearer " + forged.withOtherClaims()));
        strangers.put("a guessed license key", admin.as("License ENT-0000000000000000"));
    }

    private Api otherKey() {
        Api admin = world.otherAdmin();
        String scopes = admin.get("/api/v1/me").json().at("/permissions").toString();
        Answer key = admin.post("/api/v1/api-keys", "{\"name\": \"all\", \"scopes\": " + scopes + "}");
        assertThat(key.status()).as(key.toString()).isEqualTo(201);
        return world.anonymous().as("Bearer " + key.text("/key"));
    }

    private Api suspended() {
        String email = "boss@suspended%d.example".formatted(System.nanoTime());
        String tenants = "/api/v1/operator/tenants";
        Answer founded = world.operator().post(tenants, """
                {"slug": "s%d", "name": "S", "administratorEmail": "%s"}""".formatted(System.nanoTime(), email));
        assertThat(founded.status()).as(founded.toString()).isEqualTo(201);
        Answer signedIn = world.anonymous()
                .post("/api/v1/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(email, founded.text("/administratorPassword")));
        assertThat(signedIn.status()).as(signedIn.toString()).isEqualTo(200);
        Answer suspended =
                world.operator().post(tenants + "/" + founded.text("/tenant/id") + "/suspend", "{\"reason\": \"x\"}");
        assertThat(suspended.status()).as(suspended.toString()).isEqualTo(200);
        return world.anonymous().as("Bearer " + signedIn.text("/accessToken"));
    }
}
