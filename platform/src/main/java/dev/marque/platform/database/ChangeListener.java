package dev.marque.platform.database;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears of changes that any process committed, over a connection of its own, and knows up to when it heard of all of
 * them: this process sends itself a numbered ping every {@link #PING_EVERY}, and since PostgreSQL hands notifications on
 * in the order of their commits, whoever has heard a ping has heard of everything that was committed before it was sent.
 *
 * <p>What is kept in memory is good for as long as {@link #knownGood} says so. That needs nobody to notice a failure: when
 * the connection, the pool or this process stands still, no ping arrives, and what is kept grows old by itself.
 *
 * <p>Thread-safe. Times are those of {@link System#nanoTime}.
 */
public final class ChangeListener implements AutoCloseable {

    /** How far apart pings are. */
    public static final Duration PING_EVERY = Duration.ofMillis(250);

    static final String CHANNEL = "marque_changes";
    private static final String PINGS = "marque_pings";
    private static final System.Logger LOG = System.getLogger(ChangeListener.class.getName());
    private static final Duration DEAF_AFTER = Duration.ofSeconds(3);
    private static final Duration RECONNECT_AFTER = Duration.ofMillis(100);

    /**
     * What was heard.
     *
     * @param since when listening began: of what was read earlier, changes may have been missed
     * @param upTo every change that was committed before was heard of
     * @param ping the last one
     */
    private record Heard(long since, long upTo, long ping) {}

    private final PostgresAddress address;
    private final Database database;
    private final Consumer<ToldChange> listener;
    private final String self;
    private final ScheduledExecutorService pings = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("change-pings").factory());
    private final Thread thread =
            Thread.ofPlatform().daemon().name("change-listener").unstarted(this::run);
    private volatile @Nullable Heard heard;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;
    private long pingsSent;

    /**
     * Hears nothing before it is started.
     *
     * @param address of the role as which {@code database} connects
     * @param self tells this process from all others
     * @param listener is told of each change, on the listener's thread, in the order of their commits; must not wait for
     *     anybody
     */
    public ChangeListener(PostgresAddress address, Database database, UUID self, Consumer<ToldChange> listener) {
        this.address = address;
        this.database = database;
        this.self = self.toString();
        this.listener = listener;
    }

    public void start() {
        thread.start();
        pings.scheduleWithFixedDelay(this::ping, 0, PING_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * As of when something is known to be as it was read.
     *
     * @param readAt from before the reading began
     * @return {@code readAt}, or later: up to then nothing was committed that would have changed it, unless the listener
     *     was told so
     */
    public long knownGood(long readAt) {
        Heard now = heard;
        return now == null || readAt - now.since() < 0 || readAt - now.upTo() > 0 ? readAt : now.upTo();
    }

    /** Whether it hears pings now; otherwise what is kept in memory is good for a moment only. */
    public boolean hears() {
        Heard now = heard;
        return now != null && System.nanoTime() - now.upTo() < DEAF_AFTER.toNanos();
    }

    private void ping() {
        // Sent over the pool, not over the listener's connection: that one could go on talking to a server that the
        // pool has left. It does not wait in turn: else memory would be of no use just when the database is busy.
        String payload = self + " " + ++pingsSent + " " + System.nanoTime();
        try {
            database.atOnce(transaction -> transaction.execute("select pg_notify(?, ?)", PINGS, payload));
        } catch (RuntimeException unavailable) {
            LOG.log(Level.DEBUG, "No ping could be sent", unavailable);
        }
    }

    private void run() {
        boolean told = false;
        while (!closed) {
            try (Connection opened = connect()) {
                connection = opened;
                told = false;
                listen(opened);
            } catch (SQLException | RuntimeException e) {
                if (!closed && !told) {
                    LOG.log(Level.WARNING, "Changes are not heard of; what is in memory is read again and again", e);
                }
                told = true;
            }
            heard = null;
            if (!closed) {
                LockSupport.parkNanos(RECONNECT_AFTER.toNanos());
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = address.credentials();
        properties.setProperty("ApplicationName", "marque-listener");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "4");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    private void listen(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("listen " + CHANNEL);
            statement.execute("listen " + PINGS);
        }
        long began = System.nanoTime();
        heard = new Heard(began, began, 0);
        PGConnection notifications = opened.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] arrived = notifications.getNotifications((int) PING_EVERY.toMillis());
            if (arrived != null) {
                for (PGNotification notification : arrived) {
                    take(notification);
                }
            }
            if (System.nanoTime() - began > DEAF_AFTER.toNanos() && !hears()) {
                throw new SQLException("No ping was heard for " + DEAF_AFTER.toSeconds() + " seconds");
            }
        }
    }

    private void take(PGNotification notification) throws SQLException {
        if (notification.getName().equals(CHANNEL)) {
            listener.accept(ToldChange.read(notification.getParameter()));
        } else if (notification.getParameter().startsWith(self)) {
            String[] parts = notification.getParameter().split(" ", -1);
            pinged(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }
    }

    private void pinged(long ping, long sentAt) throws SQLException {
        Heard before = heard;
        if (before == null) {
            return;
        }
        if (before.ping() != 0 && ping <= before.ping()) {
            throw new SQLException("Pings do not arrive in order: " + ping + " after " + before.ping());
        }
        heard = new Heard(before.since(), sentAt - before.upTo() > 0 ? sentAt : before.upTo(), ping);
    }

    @Override
    public void close() {
        closed = true;
        pings.shutdownNow();
        Connection open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "The listener's connection was closed already", e);
            }
        }
        thread.interrupt();
    }
}
