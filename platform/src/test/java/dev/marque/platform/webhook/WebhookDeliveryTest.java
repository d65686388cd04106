package dev.marque.platform.webhook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.marque.kernel.net.Network;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Event;
import dev.marque.platform.change.Events;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.json.Json;
import dev.marque.platform.outbox.EventConsumers;
import dev.marque.platform.outbox.EventWorld;
import dev.marque.platform.outbox.Relay;
import dev.marque.platform.outgoing.AddressRules;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.testing.Traced;
import dev.marque.platform.webhook.WebhookDelivery.State;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookDeliveryTest {

    private static final DeliveryFilter ALL = new DeliveryFilter(null, null);
    private static final AddressRules RULES = new AddressRules(List.of(Network.parse("127.0.0.0/8")), Set.of(443));

    private final EventWorld world = new EventWorld();
    private final SecureRandom random = new SecureRandom();
    private final SecretBox box = new SecretBox(new byte[32], random);
    private final Tenant acme = world.tenant("acme");
    private final Actor staff = Actor.system(acme.id(), "staff");
    private final UUID license = world.ids.next();
    private final Webhooks webhooks =
            new Webhooks(world.database, world.changes, box, RULES, random, world.clock, world.ids);
    private final WebhookDeliveries deliveries =
            new WebhookDeliveries(world.database, world.changes, world.clock, world.ids);
    private final Receiver receiver = new Receiver("127.0.0.1");
    private final WebhookDispatcher dispatcher = dispatcher();
    private final Relay relay =
            world.relay(new WebhookFanOut(world.database, Json.newMapper(), WebhookForms.NONE, world.clock, world.ids));

    @BeforeEach
    void start() {
        // The library that verifies compares with the real time.
        world.clock.set(Instant.now());
        EventConsumers.register(world.database, Set.of(WebhookFanOut.NAME));
        relay.start();
    }

    @AfterEach
    void close() {
        relay.close();
        dispatcher.close();
        receiver.close();
        world.close();
    }

    @Test
    void aMessageIsSignedSoThatTheStandardsLibraryAcceptsIt() throws Exception {
        Webhook.Shown hook = hook("license.*");
        world.change(acme, license, 7, 1);
        settle();

        Receiver.Message message = receiver.messages().getFirst();
        assertThat(message.body())
                .contains("\"type\":\"license.updated\"", "\"data\":{\"number\":7}", license.toString());
        assertThat(message.headers().firstValue("content-type").orElseThrow()).startsWith("application/json");
        assertThatCode(() -> verify(hook.secret(), message)).doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(WebhookSecret.random(random).text(), message))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void duringAnOverlapBothSecretsVerifyAndAfterItOnlyTheNewOne() throws Exception {
        Webhook.Shown old = hook("*");
        Webhook.Shown fresh = webhooks.rotateSecret(staff, old.webhook().id(), Duration.ofHours(1));
        settle();
        Receiver.Message both = receiver.messages().getLast();
        assertThat(both.headers().firstValue("webhook-signature").orElseThrow().split(" "))
                .hasSize(2);
        verify(old.secret(), both);
        verify(fresh.secret(), both);

        world.clock.advance(Duration.ofHours(1));
        world.change(acme, license, 1, 1);
        settle();
        assertThat(receiver.messages()
                        .getLast()
                        .headers()
                        .firstValue("webhook-signature")
                        .orElseThrow()
                        .split(" "))
                .hasSize(1);
    }

    @Test
    void onlyWhatWasAskedForIsSent() throws Exception {
        hook("product.*");
        UUID exact = hook("license.updated").webhook().id();
        world.change(acme, license, 0, 1);
        world.change(world.tenant("globex"), world.ids.next(), 0, 1);
        settle();

        assertThat(receiver.messages()).hasSize(1);
        assertThat(deliveries.list(staff, exact, ALL, PageRequest.first(10)).items())
                .hasSize(1);
    }

    @Test
    void messagesOfAnEndpointArriveInOrderAlsoWhenSomeFail() throws Exception {
        hook("license.*");
        receiver.answers(500);
        world.change(acme, license, 0, 3);
        settle();
        receiver.answers(200);
        world.clock.advance(Duration.ofSeconds(6));
        world.change(acme, license, 3, 3);
        settle();

        List<String> bodies =
                receiver.messages().stream().skip(1).map(Receiver.Message::body).toList();
        assertThat(bodies).hasSize(6);
        assertThat(IntStream.range(0, 6)).allMatch(i -> bodies.get(i).contains("{\"number\":" + i + "}"));
        assertThat(receiver.messages().get(0).id())
                .as("the id is that of the first attempt")
                .isEqualTo(receiver.messages().get(1).id());
    }

    @Test
    void anEndpointThatFailsForThreeDaysIsSwitchedOffAndItIsSaid() throws Exception {
        UUID id = hook("license.updated").webhook().id();
        receiver.answers(503, "maintenance");
        world.change(acme, license, 0, 2);
        Instant first = world.clock.instant();
        settle();
        for (int attempt = 2; attempt <= 15; attempt++) {
            Webhook now = webhooks.get(staff, id);
            assertThat(now.consecutiveFailures()).isEqualTo(attempt - 1);
            assertThat(now.circuit()).isEqualTo(attempt - 1 < 5 ? Circuit.CLOSED : Circuit.OPEN);
            Instant next = requireNonNull(now.nextAttemptAt());
            world.clock.set(next.minusMillis(1));
            settle();
            assertThat(receiver.messages()).as("not before its time").hasSize(attempt - 1);
            world.clock.set(next);
            assertThat(webhooks.get(staff, id).circuit()).isNotEqualTo(Circuit.OPEN);
            settle();
            assertThat(receiver.messages()).as("a single probe").hasSize(attempt);
        }

        Webhook off = webhooks.get(staff, id);
        assertThat(Duration.between(first, world.clock.instant())).isGreaterThan(Duration.ofHours(64));
        assertThat(off.active()).isFalse();
        assertThat(off.disabledBecause()).isEqualTo("It failed 15 times in a row.");
        assertThat(deliveries.list(staff, id, ALL, PageRequest.first(10)).items())
                .hasSize(2)
                .allMatch(delivery -> delivery.state() == State.FAILED);
        assertThat(eventsOf("webhook.disabled")).hasSize(1);

        receiver.answers(200);
        webhooks.update(staff, id, new WebhookEdit(null, null, null, true));
        assertThat(deliveries.replay(staff, id, new ReplayRange(first, world.clock.instant(), null)))
                .isEqualTo(2);
        settle();
        assertThat(receiver.messages()).hasSize(17);
        assertThat(webhooks.get(staff, id).consecutiveFailures()).isZero();
    }

    @Test
    void anEndpointThatAsksForAPauseIsLeftAloneForAsLong() throws Exception {
        UUID id = hook("license.updated").webhook().id();
        receiver.answers(429).asksToRetryAfter("3600");
        world.change(acme, license, 0, 1);
        Instant asked = world.clock.instant();
        settle();
        assertThat(requireNonNull(webhooks.get(staff, id).nextAttemptAt()))
                .isBetween(asked.plus(Duration.ofMinutes(60)), asked.plus(Duration.ofMinutes(66)));

        world.clock.set(asked.plus(Duration.ofMinutes(59)));
        settle();
        assertThat(receiver.messages()).as("not before its time").hasSize(1);

        receiver.answers(503).asksToRetryAfter("1");
        world.clock.set(asked.plus(Duration.ofMinutes(67)));
        settle();
        assertThat(requireNonNull(webhooks.get(staff, id).nextAttemptAt()))
                .as("a shorter one than the schedule's uses up no attempts earlier")
                .isAfterOrEqualTo(world.clock.instant().plus(Duration.ofSeconds(27)));
    }

    @Test
    void aMessageCarriesTheTraceOfTheChangeThatItTellsOf() throws Exception {
        hook("license.updated");
        Traced.run(() -> world.change(acme, license, 0, 1));
        world.change(acme, license, 1, 1);
        settle();

        assertThat(receiver.messages())
                .extracting(message -> message.headers().firstValue("traceparent"))
                .satisfiesExactly(
                        traced -> assertThat(traced.orElseThrow()).startsWith("00-" + Traced.ID + "-"),
                        untraced -> assertThat(untraced).isEmpty());
    }

    @Test
    void goneSwitchesOffAtOnce() throws Exception {
        UUID id = hook("license.updated").webhook().id();
        receiver.answers(410);
        world.change(acme, license, 0, 3);
        settle();

        assertThat(receiver.messages()).hasSize(1);
        assertThat(webhooks.get(staff, id).disabledBecause()).isEqualTo("It answered 410 Gone.");
        assertThat(eventsOf("webhook.disabled")).hasSize(1);
    }

    @Test
    void theLogTellsEachAttempt() throws Exception {
        UUID id = hook("license.updated").webhook().id();
        receiver.answers(500, "x".repeat(5000));
        world.change(acme, license, 0, 1);
        settle();
        receiver.answers(204, "");
        world.clock.advance(Duration.ofSeconds(6));
        settle();

        WebhookDelivery delivery = deliveries
                .list(staff, id, new DeliveryFilter(State.DELIVERED, "license.updated"), PageRequest.first(5))
                .items()
                .getFirst();
        WebhookDelivery.Detail detail = deliveries.get(staff, id, delivery.id());
        assertThat(detail.body()).isEqualTo(receiver.messages().getFirst().body());
        assertThat(detail.attempts())
                .extracting(WebhookDelivery.Attempt::status)
                .containsExactly(500, 204);
        assertThat(detail.attempts().getFirst().answer()).hasSize(1024);
        assertThat(detail.attempts().getFirst().nextAttemptAt())
                .isAfter(detail.attempts().getFirst().attemptedAt());
        assertThat(detail.attempts())
                .extracting(attempt -> attempt.id().toString())
                .containsExactlyElementsOf(receiver.messages().stream()
                        .map(message -> message.headers()
                                .firstValue("marque-request-id")
                                .orElseThrow())
                        .toList());
    }

    @Test
    void aReplayHasTheSameIdAndBody() throws Exception {
        UUID id = hook("license.updated").webhook().id();
        world.change(acme, license, 0, 1);
        settle();
        WebhookDelivery sent =
                deliveries.list(staff, id, ALL, PageRequest.first(5)).items().getFirst();

        WebhookDelivery again = deliveries.replay(staff, id, sent.id());
        assertThatThrownBy(() -> deliveries.replay(staff, id, again.id())).isInstanceOf(ProblemException.class);
        settle();

        assertThat(again.replayOf()).isEqualTo(sent.id());
        assertThat(receiver.messages()).hasSize(2);
        assertThat(receiver.messages().get(1).id())
                .isEqualTo(receiver.messages().get(0).id());
        assertThat(receiver.messages().get(1).body())
                .isEqualTo(receiver.messages().get(0).body());
    }

    @Test
    void aMessageThatIsSkippedLetsTheNextOnesGo() throws Exception {
        UUID id = hook("license.updated").webhook().id();
        receiver.answers(400);
        world.change(acme, license, 0, 2);
        settle();
        WebhookDelivery first =
                deliveries.list(staff, id, ALL, PageRequest.first(5)).items().getLast();

        receiver.answers(200);
        deliveries.skip(staff, id, first.id());
        settle();

        assertThat(receiver.messages()).hasSize(2);
        assertThat(receiver.messages().getLast().body()).contains("{\"number\":1}");
        assertThat(deliveries.get(staff, id, first.id()).delivery().state()).isEqualTo(State.SKIPPED);
    }

    @Test
    void aPingGoesToItsEndpointAlone() throws Exception {
        UUID id = hook("license.updated").webhook().id();
        UUID other = hook("*").webhook().id();
        settle();
        int before = deliveries
                .list(staff, other, ALL, PageRequest.first(50))
                .items()
                .size();
        webhooks.ping(staff, id);
        settle();

        assertThat(deliveries.list(staff, id, ALL, PageRequest.first(5)).items())
                .extracting(WebhookDelivery::eventType)
                .containsExactly("webhook.pinged");
        assertThat(deliveries.list(staff, other, ALL, PageRequest.first(50)).items())
                .hasSize(before);
    }

    @Test
    void severalProcessesSendNothingTwiceAndKeepTheOrder() throws Exception {
        hook("license.*");
        world.change(acme, license, 0, 60);
        EventWorld.await("the queue", () -> world.pending(WebhookFanOut.NAME) == 0);
        try (WebhookDispatcher second = dispatcher();
                WebhookDispatcher third = dispatcher()) {
            dispatcher.start();
            second.start();
            third.start();
            EventWorld.await("all messages", () -> receiver.messages().size() >= 60);
        }
        assertThat(receiver.messages()).extracting(Receiver.Message::id).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 60))
                .allMatch(i -> receiver.messages().get(i).body().contains("{\"number\":" + i + "}"));
    }

    @Test
    void anotherVendorCanDoNothingWithIt() {
        UUID id = hook("*").webhook().id();
        Actor stranger = Actor.system(world.tenant("globex").id(), "stranger");

        assertThat(webhooks.list(stranger, PageRequest.first(5)).items()).isEmpty();
        for (Runnable attempt : List.<Runnable>of(
                () -> webhooks.get(stranger, id),
                () -> webhooks.delete(stranger, id),
                () -> webhooks.ping(stranger, id),
                () -> webhooks.rotateSecret(stranger, id, null),
                () -> deliveries.list(stranger, id, ALL, PageRequest.first(5)))) {
            assertThatThrownBy(attempt::run).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void oldDeliveriesAreForgotten() throws Exception {
        UUID id = hook("license.*").webhook().id();
        world.change(acme, license, 0, 2);
        settle();
        WebhookUpkeep upkeep = new WebhookUpkeep(world.database, world.tenants, world.clock, Duration.ofDays(30));
        assertThat(upkeep.run()).isZero();
        world.clock.advance(Duration.ofDays(31));
        assertThat(upkeep.run()).isEqualTo(2);
        assertThat(deliveries.list(staff, id, ALL, PageRequest.first(5)).items())
                .isEmpty();
    }

    private Webhook.Shown hook(String eventType) {
        return webhooks.create(staff, new NewWebhook(receiver.url(), List.of(eventType), null));
    }

    private List<Event> eventsOf(String type) {
        return new Events(world.database)
                .list(staff, type, PageRequest.first(10))
                .items();
    }

    private WebhookDispatcher dispatcher() {
        WebhookSender sender = new WebhookSender(RULES, InetAddress::getAllByName, WebhookSender.Limits.STANDARD);
        return new WebhookDispatcher(
                world.database, world.changes, box, sender, WebhookForms.NONE, random, world.clock, world.ids);
    }

    /** Everything that is due is sent. */
    private void settle() throws InterruptedException, ExecutionException {
        EventWorld.await("the queue", () -> world.pending(WebhookFanOut.NAME) == 0);
        List<Future<?>> runs = dispatcher.startDue();
        while (!runs.isEmpty()) {
            for (Future<?> run : runs) {
                run.get();
            }
            runs = dispatcher.startDue();
        }
    }

    private static void verify(String secret, Receiver.Message message)
            throws WebhookVerificationException, EmptyWebhookSecretException {
        new com.standardwebhooks.Webhook(secret).verify(message.body(), message.headers());
    }
}
