package dev.marque.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Colleague;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.settings.TenantSettings;
import dev.marque.platform.tenant.Tenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody meets who signs in with a password alone to a tenant that demands more. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class SecondFactorRequiredTest {

    private static final String SETTING = "session.second-factor-required";

    @Inject
    World world;

    @Inject
    TenantSettings settings;

    @Inject
    Tenants tenants;

    private Actor marque() {
        return Actor.system(tenants.bySlug("main").orElseThrow().id(), "test");
    }

    @BeforeEach
    void demand() {
        world.admin();
        settings.put(marque(), SETTING, BooleanNode.TRUE, null);
    }

    @AfterEach
    void demandNothing() {
        settings.reset(marque(), SETTING);
    }

    @Test
    void itsTokensTakeTheSetUpOnlyUntilThereIsASecondFactor() {
        settings.reset(marque(), SETTING);
        Colleague hired = Colleague.hired(world);
        settings.put(marque(), SETTING, BooleanNode.TRUE, null);

        Answer answer = hired.signIn();
        assertThat(answer.text("/status")).isEqualTo("SECOND_FACTOR_SETUP_NEEDED");
        Api api = world.anonymous().as("Bearer " + answer.text("/accessToken"));
        for (String path : List.of("/api/v1/me", "/api/v1/users", "/api/v1/me/tenants", "/api/v1/me/sessions")) {
            assertRefused(api.get(path));
        }
        assertRefused(api.post("/api/v1/me/password", "{\"oldPassword\": \"x\", \"newPassword\": \"y\"}"));

        new Colleague(world, hired.id(), hired.email(), api).confirm();

        assertThat(api.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(hired.signIn().text("/status")).isEqualTo("SECOND_FACTOR_NEEDED");
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("second-factor-required");
    }
}
