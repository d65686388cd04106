package dev.marque.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {

    @Test
    void theSpecificationsVectorIsMet() throws IOException {
        JsonNode vectors =
                new ObjectMapper().readTree(getClass().getResourceAsStream("/vectors/standard-webhooks.json"));

        assertThat(vectors).isNotEmpty();
        for (JsonNode vector : vectors) {
            assertThat(WebhookSecret.header(
                            List.of(new WebhookSecret(vector.get("secret").asText())),
                            vector.get("id").asText(),
                            Instant.ofEpochSecond(vector.get("timestamp").asLong()),
                            vector.get("body").asText()))
                    .isEqualTo(vector.get("signature").asText());
        }
    }

    @Test
    void aSecretIsNotShownByAccident() {
        WebhookSecret secret = WebhookSecret.random(new SecureRandom());

        assertThat(secret.text()).startsWith("whsec_").hasSizeGreaterThan(40);
        assertThat(secret).hasToString("whsec_…");
    }

    @Test
    void retriesGoOnForThreeDays() {
        Duration sum = RetrySchedule.PAUSES.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(sum).isBetween(Duration.ofHours(72), Duration.ofHours(73));

        Random random = new Random(1);
        for (int failures = 1; failures <= RetrySchedule.PAUSES.size(); failures++) {
            long exact = RetrySchedule.PAUSES.get(failures - 1).toMillis();
            assertThat(RetrySchedule.pause(failures, Optional.empty(), random)
                            .orElseThrow()
                            .toMillis())
                    .isBetween(exact * 9 / 10, exact * 11 / 10 + 1);
        }
        assertThat(RetrySchedule.pause(RetrySchedule.PAUSES.size() + 1, Optional.empty(), random))
                .isEmpty();
    }
}
