package dev.marque.app.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** The operations of webhooks and dead letters. */
final class EventContracts {

    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final String DEAD_LETTERS = "/api/v1/dead-letters";
    private static final String NEW_WEBHOOK = """
            {"url": "http://127.0.0.1:1/hook", "eventTypes": ["license.revoked"], "description": "Billing"}""";

    private final World world;

    EventContracts(World world) {
        this.world = world;
    }

    List<Contract> all() {
        return List.of(
                createWebhook(),
                listWebhooks(),
                getWebhook(),
                updateWebhook(),
                deleteWebhook(),
                rotateSecret(),
                ping(),
                listDeliveries(),
                getDelivery(),
                replayDelivery(),
                skipDelivery(),
                replayRange(),
                listDeadLetters(),
                getDeadLetter(),
                onDeadLetter("replayDeadLetter", "replay"),
                onDeadLetter("skipDeadLetter", "skip"));
    }

    private Contract createWebhook() {
        return Contract.of("createWebhook", () -> Call.post(WEBHOOKS, NEW_WEBHOOK, world.admin()))
                .succeeds(201, answer -> assertThat(answer.text("/secret")).startsWith("whsec_"))
                .refuses(
                        Bad.body("{\"eventTypes\": [\"*\"]}", "/url"),
                        Bad.body("{\"url\": \"https://10.0.0.1/\", \"eventTypes\": [\"*\"]}", "/url"),
                        Bad.body("{\"url\": \"https://[::ffff:169.254.169.254]/\", \"eventTypes\": [\"*\"]}", "/url"),
                        Bad.body("{\"url\": \"ftp://example.com/\", \"eventTypes\": [\"*\"]}", "/url"),
                        Bad.body("{\"url\": \"https://example.com/\", \"eventTypes\": []}", "/eventTypes"),
                        Bad.body("{\"url\": \"https://example.com/\", \"eventTypes\": [\"a b\"]}", "/eventTypes/0"))
                .hasNoOtherTenantBecause("it names no record");
    }

    private Contract listWebhooks() {
        return Contract.of("listWebhooks", () -> {
                    webhook();
                    return Call.get(WEBHOOKS, world.admin());
                })
                .succeeds(200, answer -> {
                    PlatformContracts.hasItems(answer);
                    assertThat(answer.toString()).doesNotContain("whsec_").doesNotContain("ealed");
                })
                .refuses(Bad.query("limit=0", "limit"), Bad.query("after=AAAA", "after"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract getWebhook() {
        return Contract.of("getWebhook", () -> Call.get(WEBHOOKS + "/" + webhook(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/circuit")).isEqualTo("CLOSED"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract updateWebhook() {
        return Contract.of(
                        "updateWebhook",
                        () -> new Call("PATCH", WEBHOOKS + "/" + webhook(), "{\"active\": false}", world.admin()))
                .succeeds(200, answer -> assertThat(answer.json().at("/active").asBoolean())
                        .isFalse())
                .refuses(
                        Bad.body("{\"url\": \"https://192.168.1.1/\"}", "/url"),
                        Bad.body("{\"eventTypes\": [\"license\"]}", "/eventTypes/0"),
                        Bad.body("{\"secret\": \"x\"}", "/secret"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract deleteWebhook() {
        return Contract.of("deleteWebhook", () -> new Call("DELETE", WEBHOOKS + "/" + webhook(), null, world.admin()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract rotateSecret() {
        return Contract.of(
                        "rotateWebhookSecret",
                        () -> Call.post(
                                WEBHOOKS + "/" + webhook() + "/rotate-secret",
                                "{\"overlap\": \"PT1H\"}",
                                world.admin()))
                .succeeds(200, answer -> {
                    assertThat(answer.text("/secret")).startsWith("whsec_");
                    assertThat(answer.text("/webhook/previousSecretUntil")).isNotEmpty();
                })
                .refuses(
                        Bad.body("{\"overlap\": \"P8D\"}", "/overlap"),
                        Bad.body("{\"overlap\": \"-PT1H\"}", "/overlap"),
                        Bad.body("{\"overlap\": \"soon\"}", "/overlap"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract ping() {
        return Contract.of("pingWebhook", () -> Call.post(WEBHOOKS + "/" + webhook() + "/ping", null, world.admin()))
                .succeeds(204, answer -> assertThat(answer.body()).isEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract listDeliveries() {
        return Contract.of("listWebhookDeliveries", () -> Call.get(parent(delivery("FAILED")), world.admin()))
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("state=LOST", "state"), Bad.query("limit=0", "limit"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract getDelivery() {
        return Contract.of("getWebhookDelivery", () -> Call.get(delivery("FAILED"), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/body/type")).isEqualTo("license.revoked"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract replayDelivery() {
        return Contract.of(
                        "replayWebhookDelivery",
                        () -> Call.post(delivery("DELIVERED") + "/replay", null, world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/replayOf")).isNotEmpty())
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract skipDelivery() {
        return Contract.of("skipWebhookDelivery", () -> Call.post(delivery("PENDING") + "/skip", null, world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/state")).isEqualTo("SKIPPED"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract replayRange() {
        return Contract.of(
                        "replayWebhookDeliveries",
                        () -> Call.post(
                                parent(parent(delivery("FAILED"))) + "/replay",
                                "{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2099-01-01T00:00:00Z\"}",
                                world.admin()))
                .succeeds(
                        200, answer -> assertThat(answer.json().at("/replayed").asInt())
                                .isEqualTo(1))
                .refuses(
                        Bad.body("{\"from\": \"2026-01-01T00:00:00Z\"}", "/to"),
                        Bad.body("{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2025-01-01T00:00:00Z\"}", "/to"),
                        Bad.body("{\"from\": 1, \"to\": \"2025-01-01T00:00:00Z\"}", "/from"))
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract listDeadLetters() {
        return Contract.of("listDeadLetters", () -> {
                    deadLetter();
                    return Call.get(DEAD_LETTERS, world.admin());
                })
                .succeeds(200, PlatformContracts::hasItems)
                .refuses(Bad.query("limit=x", "limit"))
                .toOtherTenant(new PlatformContracts(world).sharesNoItems());
    }

    private Contract getDeadLetter() {
        return Contract.of("getDeadLetter", () -> Call.get(DEAD_LETTERS + "/" + deadLetter(), world.admin()))
                .succeeds(200, answer -> assertThat(answer.text("/error")).isEqualTo("refused"))
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private Contract onDeadLetter(String operationId, String verb) {
        Consumer<Answer> isDone = answer -> assertThat(answer.body()).isEmpty();
        return Contract.of(
                        operationId,
                        () -> Call.post(DEAD_LETTERS + "/" + deadLetter() + "/" + verb, null, world.admin()))
                .succeeds(204, isDone)
                .takesNoInputBecause("an id that is none is a 404")
                .toOtherTenant(PlatformContracts::isNotFound);
    }

    private String webhook() {
        Answer created = world.admin().post(WEBHOOKS, NEW_WEBHOOK);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created.text("/webhook/id");
    }

    /** The path of a delivery in this state, to an endpoint that is switched off, so that nobody changes it. */
    private String delivery(String state) {
        String webhook = webhook();
        world.admin().send("PATCH", WEBHOOKS + "/" + webhook, "{\"active\": false}".getBytes(UTF_8));
        return WEBHOOKS + "/" + webhook + "/deliveries/" + insert("""
                insert into webhook_deliveries
                    (id, tenant_id, webhook_id, event_id, event_type, body, state, created_at, finished_at)
                select gen_random_uuid(), tenant_id, id, gen_random_uuid(), 'license.revoked',
                       '{"type": "license.revoked"}', '%s', now(), case when '%s' <> 'PENDING' then now() end
                from webhooks where id = '%s' returning id""".formatted(state, state, webhook));
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** Of a consumer that nobody is, so that it stays. */
    private String deadLetter() {
        webhook();
        return insert("""
                insert into dead_letters (id, tenant_id, consumer, event_id, aggregate_id, lane, position, attempts,
                                          error, queued_at, died_at)
                select gen_random_uuid(), tenant_id, 'nobody', id, aggregate_id, 0,
                       nextval(pg_get_serial_sequence('event_deliveries', 'position')), 10, 'refused', now(), now()
                from outbox where tenant_id = (select id from tenants where slug = 'main')
                order by id desc limit 1 returning id""");
    }

    private static String insert(String sql) {
        try (Connection connection = TestServer.database().superuser();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
