package dev.marque.keygen.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keygen.wire.Links;
import dev.marque.keys.json.Json;
import dev.marque.platform.outbox.OutboxEvent;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final UUID RECORD = new UUID(0, 2);
    private static final UUID LICENSE = new UUID(0, 3);

    private static String told(String record, String payload) {
        OutboxEvent event = new OutboxEvent(
                new UUID(0, 4), TENANT, record + ".deleted", record, RECORD, payload, Instant.EPOCH, null);
        return Json.write(Remembered.of(new Links(TENANT.value()), event));
    }

    @Test
    void aProcessThatIsGoneIsToldWithItsMachine() {
        assertThat(told("process", """
                {"pid": "7", "machineId": "%s", "licenseId": "%s", "createdAt": "2026-11-23T10:00:00.123456Z",
                 "metadata": {"a": 1}, "tenantId": "x"}""".formatted(RECORD, LICENSE)))
                .contains("\"type\":\"processes\"", "\"pid\":\"7\"", "\"created\":\"2026-11-23T10:00:00.123Z\"")
                .contains("{\"type\":\"machines\",\"id\":\"" + RECORD, "{\"type\":\"licenses\",\"id\":\"" + LICENSE)
                .doesNotContain("tenantId");
    }

    @Test
    void aTokenIsToldWithoutWhatItBeginsWith() {
        assertThat(told("api-key", "{\"name\": \"CI\", \"prefix\": \"mqk_3kT9\", \"scopes\": [\"licenses.read\"]}"))
                .contains("\"type\":\"tokens\"", "\"name\":\"CI\"", "\"permissions\":[\"licenses.read\"]")
                .doesNotContain("mqk_");
    }

    @Test
    void whatAnEventDoesNotSayIsNull() {
        assertThat(told("activation", "{}")).contains("\"fingerprint\":null", "\"id\":\"" + RECORD);
    }
}
