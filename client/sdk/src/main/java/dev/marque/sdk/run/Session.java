package dev.marque.sdk.run;

import dev.marque.kernel.id.Ids;
import dev.marque.sdk.LicenseStatus;
import dev.marque.sdk.http.LicenseServer;
import dev.marque.sdk.http.ServerException;
import dev.marque.sdk.http.Turn;
import dev.marque.sdk.state.Knowledge;
import dev.marque.sdk.state.Snapshot;
import dev.marque.sdk.store.Folder;
import dev.marque.sdk.store.Memory;
import dev.marque.sdk.usage.Usage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Everything that runs for one program, from its start to its end. Thread-safe. */
public final class Session implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.marque.sdk");
    private static final int NOTE_MINUTES = 15;

    private final Settings settings;
    private final Keeper keeper;
    private final Brain brain;
    private final Usage usage;
    private final ScheduledThreadPoolExecutor background;
    private final @Nullable LicenseServer server;
    private final @Nullable SeatKeeper seats;
    private final @Nullable Rounds rounds;

    private Session(Settings settings) {
        this.settings = settings;
        Folder folder = new Folder(
                settings.folder(),
                settings.fingerprint().value(),
                settings.licenseKey(),
                settings.salt(),
                settings.random(),
                settings.clock());
        keeper = new Keeper(settings, folder);
        keeper.recall();
        keeper.bring(settings.revocationLists());
        background = new ScheduledThreadPoolExecutor(1, Session::daemon);
        background.setRemoveOnCancelPolicy(true);
        Executor teller = settings.background() ? background : Runnable::run;
        brain = new Brain(
                settings,
                keeper.keys(),
                keeper.knowledge(keeper.keys(), settings.clock().instant()),
                teller);
        Ids ids = Ids.uuid7(settings.clock(), settings.random());
        usage = new Usage(folder, ids, settings.fingerprint().value(), brain::tell);
        server = settings.server() == null
                ? null
                : new LicenseServer(
                        settings.server(),
                        settings.licenseKey(),
                        settings.product() + "/" + settings.version() + " marque-sdk",
                        settings.patience(),
                        settings.clock(),
                        settings.random(),
                        brain::keys);
        seats = server == null ? null : new SeatKeeper(settings, brain, keeper);
        rounds = server == null || seats == null
                ? null
                : new Rounds(
                        settings,
                        server,
                        new Contact(settings, server, brain, keeper, seats, usage),
                        brain,
                        seats,
                        usage::save,
                        background);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "marque");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts. A program that may run by what is known starts at once, and the server is asked in the background; only one
     * that may not waits for an answer, and not for long.
     */
    public static Session start(Settings settings) {
        Session session = new Session(settings);
        session.noteTheTime();
        Rounds rounds = session.rounds;
        if (rounds == null) {
            session.brain.begin();
            return session;
        }
        if (settings.background()) {
            session.firstRound(rounds);
            rounds.begin();
        } else {
            session.first(rounds);
        }
        return session;
    }

    private void noteTheTime() {
        keeper.note(brain.known());
        if (settings.background()) {
            background.scheduleWithFixedDelay(
                    () -> keeper.note(brain.known()), NOTE_MINUTES, NOTE_MINUTES, TimeUnit.MINUTES);
        }
    }

    private void firstRound(Rounds asking) {
        Future<?> first = background.submit(() -> first(asking));
        if (brain.current().status().usable()) {
            return;
        }
        try {
            first.get(Turn.limit(settings.patience()).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The license server takes its time; the program starts without an answer");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void first(Rounds asking) {
        try {
            asking.ask();
            brain.begin();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public Settings settings() {
        return settings;
    }

    public Snapshot current() {
        return brain.current();
    }

    public Usage usage() {
        return usage;
    }

    Brain brain() {
        return brain;
    }

    Keeper keeper() {
        return keeper;
    }

    @Nullable LicenseServer server() {
        return server;
    }

    @Nullable SeatKeeper seats() {
        return seats;
    }

    /** Asks the server now and waits for its answer, or for its silence. */
    public LicenseStatus ask() throws InterruptedException {
        Rounds asking = rounds;
        return asking == null ? brain.current().status() : asking.ask();
    }

    /** Forgets everything that is known of the license. */
    void forget() {
        brain.learn(known ->
                Knowledge.nothing(settings.terms()).at(known.recorded()).listed(known.list()));
        keeper.remember(Memory::withoutLicense, brain.known());
    }

    /** Gives the seat back, tells what was used as far as the server answers, and ends. */
    @Override
    public void close() {
        background.shutdownNow();
        usage.save();
        keeper.note(brain.known());
        LicenseServer asked = server;
        SeatKeeper seat = seats;
        if (asked == null || seat == null || !brain.known().reachable()) {
            return;
        }
        try {
            Turn turn = asked.turn();
            seat.release(turn);
            usage.tell(turn);
        } catch (ServerException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "The end could not be told: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
