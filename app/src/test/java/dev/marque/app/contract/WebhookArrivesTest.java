package dev.marque.app.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.marque.app.testing.Shop;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.WebhookReceiver;
import dev.marque.app.testing.WebhookReceiver.Arrival;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** From a change by API to the vendor's endpoint, through the running application. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class WebhookArrivesTest {

    private static final int LONGEST_SILENCE_SECONDS = 30;

    @Inject
    World world;

    @Test
    void aChangeArrivesSignedAndIsCounted() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            receiver.subscribe(world.admin(), "license.suspended");
            Shop.License license = new Shop(world.admin()).license();

            assertThat(license.act("suspend").status()).isEqualTo(200);

            assertThat(receiver.awaitNews(LONGEST_SILENCE_SECONDS)).isTrue();
            assertThat(receiver.arrivals())
                    .filteredOn(arrival -> arrival.recordId().equals(license.id()))
                    .extracting(Arrival::type, Arrival::signed)
                    .containsExactly(tuple("license.suspended", true));
        }
        String meters = new String(world.admin().get("/metrics").body(), StandardCharsets.UTF_8);
        assertThat(meters)
                .containsPattern("marque_events_delivered_total\\{consumer=\"webhooks\"[^}]*} [1-9]")
                .contains(
                        "marque_events_pending{consumer=\"webhooks\"",
                        "marque_events_dead{consumer=\"webhooks\"",
                        "marque_events_age_seconds{consumer=\"webhooks\"");
    }
}
