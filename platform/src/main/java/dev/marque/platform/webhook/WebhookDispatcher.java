package dev.marque.platform.webhook;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.config.WebhookConfiguration;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseUnavailable;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.tenant.TenantId;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is queued for endpoints. Each endpoint is served by one process at a time, one message after the other;
 * a slow or broken one holds up nobody else. A process that dies frees its endpoints within a minute; the message that
 * it was sending is sent again, with the same id. Thread-safe.
 */
public final class WebhookDispatcher implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(WebhookDispatcher.class.getName());
    private static final int AT_ONCE = 32;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final WebhookQueue queue;
    private final WebhookSender sender;
    private final EndpointRun endpoints;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread loop;

    public WebhookDispatcher(
            Database database,
            ChangeLog changes,
            SecretBox secretBox,
            WebhookConfiguration configuration,
            WebhookForms forms,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this(
                database,
                changes,
                secretBox,
                new WebhookSender(WebhookUrls.rules(configuration)),
                forms,
                random,
                clock,
                ids);
    }

    WebhookDispatcher(
            Database database,
            ChangeLog changes,
            SecretBox secretBox,
            WebhookSender sender,
            WebhookForms forms,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.queue = new WebhookQueue(database, changes, clock, ids);
        this.sender = sender;
        this.endpoints = new EndpointRun(queue, sender, secretBox, forms, random, clock, ids);
    }

    /** Starts sending in this process, until {@link #close()}. */
    public synchronized void start() {
        if (loop == null) {
            loop = Thread.ofVirtual().name("webhooks").start(this::run);
        }
    }

    private void run() {
        try {
            while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                startOrLog();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void startOrLog() {
        try {
            startDue();
        } catch (DatabaseUnavailable away) {
            LOG.log(Level.DEBUG, "Webhooks wait for the database");
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Webhooks could not be looked for; it goes on", e);
        }
    }

    /** Starts a run for each endpoint that is due, as far as there is room. */
    List<Future<?>> startDue() {
        List<Future<?>> started = new ArrayList<>();
        for (TenantId tenant : queue.tenantsWithWork()) {
            int room = slots.drainPermits();
            List<DueEndpoint> due = List.of();
            try {
                due = room == 0 ? due : queue.claim(tenant, room);
            } finally {
                slots.release(room - due.size());
            }
            due.forEach(endpoint -> started.add(threads.submit(() -> serve(endpoint))));
        }
        return started;
    }

    private void serve(DueEndpoint endpoint) {
        try {
            endpoints.run(endpoint);
        } catch (DatabaseUnavailable away) {
            LOG.log(Level.DEBUG, "A webhook waits for the database");
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Webhook " + endpoint.webhook() + " could not be served; it is tried again", e);
        } finally {
            slots.release();
        }
    }

    /** Lets requests that are under way end, for a moment, then stops. */
    @Override
    public synchronized void close() {
        stop.countDown();
        threads.shutdown();
        try {
            if (loop != null) {
                loop.join(STOP_WITHIN);
            }
            if (!threads.awaitTermination(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            threads.shutdownNow();
        }
        sender.close();
    }
}
