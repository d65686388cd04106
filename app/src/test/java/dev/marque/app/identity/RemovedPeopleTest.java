package dev.marque.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Colleague;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** People to whom something belongs that other rooms keep. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class RemovedPeopleTest {

    @Inject
    World world;

    @Test
    void whoseLicensesAreStillTheirsCannotBeRemoved() {
        String person = Colleague.hired(world).id();
        String license = new Shop(world.admin()).license().id();
        assign(license, "\"" + person + "\"");

        Answer refused = world.admin().send("DELETE", "/api/v1/users/" + person, null);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("state-conflict");
        assertThat(world.admin().get("/api/v1/users/" + person).status()).isEqualTo(200);

        assign(license, "null");
        assertThat(world.admin().send("DELETE", "/api/v1/users/" + person, null).status())
                .isEqualTo(204);
    }

    private void assign(String license, String customer) {
        String body = "{\"customerUserId\": " + customer + "}";
        Answer assigned = world.admin()
                .send("PUT", "/api/v1/licenses/" + license + "/assignment", body.getBytes(StandardCharsets.UTF_8));
        assertThat(assigned.status()).as(assigned.toString()).isEqualTo(200);
    }
}
