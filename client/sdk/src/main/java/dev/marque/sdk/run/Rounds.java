package dev.marque.sdk.run;

import dev.marque.sdk.LicenseStatus;
import dev.marque.sdk.http.LicenseServer;
import dev.marque.sdk.http.ServerException;
import dev.marque.sdk.state.Facts;
import dev.marque.sdk.state.SeatState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server by itself: when it wants to be asked, and after failures less and less often. Between two rounds it
 * renews the seat and brings what was counted to the disk. Thread-safe.
 */
final class Rounds {

    private static final System.Logger LOG = System.getLogger("dev.marque.sdk");
    private static final Duration TICK = Duration.ofSeconds(10);

    private final Settings settings;
    private final LicenseServer server;
    private final Contact contact;
    private final Brain brain;
    private final SeatKeeper seats;
    private final Runnable save;
    private final Pace pace;
    private final ScheduledExecutorService background;
    private int failures;
    private @Nullable ScheduledFuture<?> next;

    Rounds(
            Settings settings,
            LicenseServer server,
            Contact contact,
            Brain brain,
            SeatKeeper seats,
            Runnable save,
            ScheduledExecutorService background) {
        this.settings = settings;
        this.server = server;
        this.contact = contact;
        this.brain = brain;
        this.seats = seats;
        this.save = save;
        this.pace = new Pace(settings.random());
        this.background = background;
    }

    /** Asks now, and waits for the answer. Never throws but for being interrupted. */
    LicenseStatus ask() throws InterruptedException {
        try {
            boolean all = contact.round(server.turn());
            succeeded(all);
        } catch (ServerException e) {
            failed(e);
        }
        return brain.current().status();
    }

    private synchronized void succeeded(boolean all) {
        failures = 0;
        if (!all) {
            plan(Pace.SHORTEST);
            return;
        }
        Facts facts = brain.facts();
        Instant now = settings.clock().instant();
        plan(pace.afterAnswer(facts == null ? null : facts.nextCheckAt(), now, contact.heartbeat()));
    }

    private synchronized void failed(ServerException e) {
        failures++;
        LOG.log(
                failures == 1 ? System.Logger.Level.INFO : System.Logger.Level.DEBUG,
                () -> "No answer about the license: " + e.getMessage());
        contact.hearsay();
        plan(pace.afterFailure(failures, e.retryAfter()));
    }

    private void plan(Duration wait) {
        if (!settings.background()) {
            return;
        }
        ScheduledFuture<?> before = next;
        if (before != null) {
            before.cancel(false);
        }
        try {
            next = background.schedule(this::round, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile.
        }
    }

    private void round() {
        try {
            ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A round of questions about the license failed", e);
            synchronized (this) {
                failures++;
                plan(pace.afterFailure(failures, null));
            }
        }
    }

    /** Begins to look after seat and disk; rounds plan the next one by themselves. */
    void begin() {
        background.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            save.run();
            SeatState seat = brain.known().seat();
            if (seat != null && brain.known().reachable()) {
                seats.keep(server.turn(), settings.clock().instant());
                askAboutNewSeat();
            }
        } catch (ServerException e) {
            brain.learn(known -> known.unreachable());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The license's upkeep failed", e);
        }
    }

    /** Who waited for a seat and has got one may be told now that the license is valid. */
    private void askAboutNewSeat() throws InterruptedException {
        SeatState seat = brain.known().seat();
        Facts facts = brain.facts();
        if (seat != null && seat.held() && facts != null && !facts.valid()) {
            ask();
        }
    }
}
