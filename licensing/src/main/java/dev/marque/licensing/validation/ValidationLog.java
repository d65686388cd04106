package dev.marque.licensing.validation;

import dev.marque.keys.validation.Code;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.DatabaseUnavailable;
import dev.marque.platform.observe.Counted;
import dev.marque.platform.tenant.TenantEnvironment;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers that were given from memory: many at once, a few milliseconds later. While the database is away, lines
 * wait; when more wait than there is room for, the newest are dropped and counted.
 *
 * <p>Thread-safe; {@link #add} never waits.
 */
public final class ValidationLog implements AutoCloseable {

    /** What became of a line. */
    public enum Fate {
        WRITTEN,
        /** There was no room, or the database refused it. */
        DROPPED
    }

    public static final Counted<Fate> LINES =
            Counted.by(Fate.class, "marque.validation.log.lines", "fate", "Lines of the log of validations");

    private static final System.Logger LOG = System.getLogger(ValidationLog.class.getName());
    private static final int ROOM = 100_000;
    private static final int BATCH = 2_000;
    private static final Duration GATHERED_FOR = Duration.ofMillis(5);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(200);

    /** One line. */
    public record Line(
            TenantEnvironment where,
            UUID id,
            UUID license,
            @Nullable UUID activation,
            Code code,
            @Nullable String version,
            @Nullable String address,
            @Nullable String fingerprint,
            Instant at) {}

    /** A line, and who is told whether it is committed. */
    private record Waiting(Line line, @Nullable Consumer<Boolean> told) {}

    private final Database database;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(ROOM);
    private final Thread writer =
            Thread.ofPlatform().daemon().name("validation-log").unstarted(this::run);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closed;

    public ValidationLog(Database database) {
        this.database = database;
    }

    public void start() {
        writer.start();
    }

    /**
     * Takes a line.
     *
     * @param told is told, on the writer's thread, whether the line is committed; null if nobody waits for that
     * @return false if there is no room: then nobody is told
     */
    public boolean add(Line line, @Nullable Consumer<Boolean> told) {
        boolean taken = !closed && waiting.offer(new Waiting(line, told));
        if (!taken) {
            LINES.add(Fate.DROPPED);
        }
        return taken;
    }

    /** How many lines wait. */
    public int backlog() {
        return waiting.size();
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>(BATCH);
        try {
            while (!closed || !waiting.isEmpty()) {
                Waiting first = waiting.poll(GATHERED_FOR.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    if (first.told() == null && !closed) {
                        Thread.sleep(GATHERED_FOR);
                    }
                    waiting.drainTo(batch, BATCH - 1);
                    write(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void write(List<Waiting> batch) throws InterruptedException {
        Map<TenantEnvironment, List<Waiting>> byEnvironment =
                batch.stream().collect(Collectors.groupingBy(one -> one.line().where()));
        for (Map.Entry<TenantEnvironment, List<Waiting>> together : byEnvironment.entrySet()) {
            boolean written = write(together.getKey(), together.getValue());
            together.getValue().forEach(one -> {
                LINES.add(written ? Fate.WRITTEN : Fate.DROPPED);
                tell(one, written);
            });
        }
    }

    /** Whoever cannot be told, since its connection is gone, keeps nobody else waiting. */
    private static void tell(Waiting one, boolean written) {
        Consumer<Boolean> told = one.told();
        if (told != null) {
            try {
                told.accept(written);
            } catch (RuntimeException gone) {
                LOG.log(Level.DEBUG, "Nobody waits for this line any more", gone);
            }
        }
    }

    private boolean write(TenantEnvironment where, List<Waiting> batch) throws InterruptedException {
        List<Line> lines = batch.stream().map(Waiting::line).toList();
        while (true) {
            try {
                database.runInEnvironment(
                        where, transaction -> ValidationLogRows.insert(transaction, where.tenant(), lines));
                return true;
            } catch (DatabaseUnavailable away) {
                if (closed || batch.stream().anyMatch(one -> one.told() != null)) {
                    LOG.log(Level.WARNING, "Lines of the log of validations are lost: " + lines.size(), away);
                    return false;
                }
                Thread.sleep(AGAIN_AFTER);
            } catch (RuntimeException refused) {
                LOG.log(Level.ERROR, "Lines of the log of validations were refused: " + lines.size(), refused);
                return false;
            }
        }
    }

    /** Writes what waits, for at most ten seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!ended.await(10, TimeUnit.SECONDS)) {
                writer.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
