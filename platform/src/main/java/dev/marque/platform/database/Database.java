package dev.marque.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.TenantId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * The way to the data: one transaction per call, as the role that owns nothing.
 *
 * <p>The tenant with its environment (or the presented secret) is set inside the transaction and ends with it, so a pooled
 * connection never carries it on. Without one, row-level security shows nothing.
 *
 * <p>Every {@link Work} must be repeatable: a serialization failure or a deadlock runs it again, at most
 * {@value #ATTEMPTS} times in all. Calls do not nest: a second call inside work is a second transaction on a second
 * connection, which waits for the pool; it is refused. Two calls are exceptions on purpose: {@link #asOne} makes one
 * transaction of all calls within it, and {@link #apart} stays out of that one.
 *
 * <p>Limits, so that slow work cannot hold the pool: a statement ends after 30 s, waiting for a lock after 10 s, and a
 * transaction that sits idle after 30 s. Work that needs longer takes several transactions.
 *
 * <p>Thread-safe.
 */
public final class Database implements AutoCloseable {

    static final int ATTEMPTS = 5;
    private static final int FOR_WHAT_CANNOT_WAIT = 2;
    private static final int FOR_MEMORY = 2;
    private static final String LIMITS = "-c statement_timeout=30s -c lock_timeout=10s"
            + " -c idle_in_transaction_session_timeout=30s -c TimeZone=UTC -c search_path=public,pg_temp";
    private static final ScopedValue<Boolean> INSIDE = ScopedValue.newInstance();
    private static final ScopedValue<Handle> ONE = ScopedValue.newInstance();

    private final HikariDataSource pool;
    private final Turns turns;
    private final Turns turnsOfMemory;
    private final StatementLog statements = new StatementLog();
    private final Jdbi jdbi;
    private volatile @Nullable Consumer<ToldChange> ownChanges;

    private Database(HikariDataSource pool, int poolSize) {
        Duration longestWait = Duration.ofMillis(pool.getConnectionTimeout());
        this.pool = pool;
        this.turns = new Turns(poolSize, longestWait);
        this.turnsOfMemory = new Turns(FOR_MEMORY, longestWait);
        this.jdbi = JdbiSetup.on(pool, statements);
    }

    /**
     * Opens a pool as the application's role. Connects lazily: a database that is down now may come back.
     *
     * @param app the application's role, which owns nothing
     * @param poolSize how many transactions may run at once, those of {@link #atOnce} and
     *     {@link #forMemory} not counted
     */
    public static Database open(PostgresAddress app, int poolSize) {
        return open(app, poolSize, config -> {});
    }

    static Database open(PostgresAddress app, int poolSize, Consumer<HikariConfig> customizer) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("marque");
        config.setJdbcUrl(app.jdbcUrl());
        config.setUsername(app.user());
        config.setPassword(app.password());
        config.setMaximumPoolSize(poolSize + FOR_WHAT_CANNOT_WAIT + FOR_MEMORY);
        config.setMinimumIdle(Math.min(2, poolSize));
        config.setAutoCommit(true);
        // Whoever waits longer than this for a connection is better served by a 503 than by a queue.
        config.setConnectionTimeout(5_000);
        config.setValidationTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        config.setKeepaliveTime(60_000);
        config.setMaxLifetime(Duration.ofMinutes(20).toMillis());
        config.addDataSourceProperty("ApplicationName", "marque");
        config.addDataSourceProperty("options", LIMITS);
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("loginTimeout", "4");
        // Longer than statement_timeout: it is for a server that vanished, not for one that is slow.
        config.addDataSourceProperty("socketTimeout", "45");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        customizer.accept(config);
        return new Database(new HikariDataSource(config), poolSize);
    }

    /**
     * Runs work that sees and writes the rows of one tenant which belong to none of its environments: staff, keys,
     * settings, events, the audit trail.
     */
    public <T extends @Nullable Object> T inTenant(TenantId tenant, Work<T> work) {
        return transaction(Sight.of(tenant), work);
    }

    /** {@link #inTenant(TenantId, Work)} for work without a result. */
    public void runInTenant(TenantId tenant, VoidWork work) {
        inTenant(tenant, handle -> {
            work.run(handle);
            return true;
        });
    }

    /**
     * {@link #inTenant(TenantId, Work)} that also sees and writes the rows of one environment, and sees those of production
     * if the environment is shared.
     *
     * @throws dev.marque.kernel.problem.ProblemException NOT_FOUND if the tenant has no such environment any more
     */
    public <T extends @Nullable Object> T inEnvironment(TenantEnvironment where, Work<T> work) {
        return transaction(Sight.of(where), work);
    }

    /** {@link #inEnvironment(TenantEnvironment, Work)} for work without a result. */
    public void runInEnvironment(TenantEnvironment where, VoidWork work) {
        inEnvironment(where, handle -> {
            work.run(handle);
            return true;
        });
    }

    /**
     * {@link #inTenant(TenantId, Work)} that also sees and changes the rows of all environments, for what concerns the
     * tenant as a whole. It is in none of them: a row that it adds to one has to say which.
     */
    public <T extends @Nullable Object> T acrossEnvironments(TenantId tenant, Work<T> work) {
        return transaction(Sight.ofAllEnvironments(tenant), work);
    }

    /**
     * {@link #acrossEnvironments(TenantId, Work)} for reading: every statement sees the same moment. It takes part in nothing else,
     * and is not repeated, since it never collides with anybody.
     */
    public <T extends @Nullable Object> T inSnapshot(TenantId tenant, Work<T> work) {
        if (INSIDE.orElse(false) || ONE.isBound()) {
            throw new IllegalStateException("A snapshot cannot be a part of another transaction");
        }
        return TransactionSpan.around(() -> ScopedValue.where(INSIDE, true)
                .call(() -> turns.inTurn(() -> {
                    try (Handle handle = jdbi.open()) {
                        return handle.inTransaction(
                                TransactionIsolationLevel.REPEATABLE_READ,
                                h -> within(h, Sight.ofAllEnvironments(tenant), work));
                    }
                })));
    }

    /**
     * Runs work for a caller who presented a secret and whose tenant is not known yet: it sees the rows whose policy
     * compares a stored hash with {@code current_lookup()}, and nothing else.
     *
     * @param lookupHash the hash of what was presented
     */
    public <T extends @Nullable Object> T presenting(byte[] lookupHash, Work<T> work) {
        if (lookupHash.length == 0) {
            throw new IllegalArgumentException("An empty hash looks nothing up");
        }
        return transaction(Sight.presenting(lookupHash), work);
    }

    /** Runs work that sees no tenant's rows: tables without {@code tenant_id} only. */
    public <T extends @Nullable Object> T withoutTenant(Work<T> work) {
        return transaction(Sight.NOTHING, work);
    }

    /** {@link #withoutTenant(Work)} for work without a result. */
    public void runWithoutTenant(VoidWork work) {
        withoutTenant(handle -> {
            work.run(handle);
            return true;
        });
    }

    /**
     * Runs a block as one transaction of the tenant: every call on this database that the block makes on this thread
     * joins it, also one for another tenant or without one. What a joined call writes is kept if, and only if, the block
     * returns; a joined call that throws is undone alone, so that the block may catch and go on.
     */
    public <T extends @Nullable Object> T asOne(TenantId tenant, Work<T> block) {
        if (ONE.isBound()) {
            throw new IllegalStateException("The calls of this thread are one transaction already");
        }
        return transaction(
                Sight.of(tenant),
                handle -> ScopedValue.where(ONE, handle).where(INSIDE, false).call(() -> block.run(handle)));
    }

    /** {@link #asOne} for a block that may be within another one: then it is a part of that. */
    public <T extends @Nullable Object> T together(TenantId tenant, Supplier<T> block) {
        return ONE.isBound() ? block.get() : asOne(tenant, handle -> block.get());
    }

    /** Whether what this thread calls is a part of {@link #asOne}: committed with it, not by itself. */
    public boolean isPartOfOne() {
        return ONE.isBound();
    }

    /**
     * {@link #inTenant(TenantId, Work)} that does not join {@link #asOne}: for what must stay though the rest is undone,
     * such as a failed attempt that counts. It takes a second connection for as long as it runs.
     */
    public <T extends @Nullable Object> T apart(TenantId tenant, Work<T> work) {
        return TransactionSpan.around(() -> separate(Sight.of(tenant), work));
    }

    /** {@link #apart} for work that sees no tenant's rows. */
    public <T extends @Nullable Object> T apartWithoutTenant(Work<T> work) {
        return TransactionSpan.around(() -> separate(Sight.NOTHING, work));
    }

    /**
     * Runs work of exactly one statement that reads: without a beginning and an end it is one round trip. The statement
     * enters the tenant itself ({@code enter_by_secret}), or sees no tenant's rows. It takes part in nothing else.
     */
    public <T extends @Nullable Object> T inOneStatement(Work<T> work) {
        if (INSIDE.orElse(false) || ONE.isBound()) {
            throw new IllegalStateException("A statement by itself cannot be a part of a transaction");
        }
        return TransactionSpan.around(() -> repeated(() -> turns.inTurn(() -> jdbi.withHandle(work::run))));
    }

    /**
     * {@link #withoutTenant(Work)} that does not wait until others have ended their transactions: for a single short statement
     * which tells how the database is.
     */
    public <T extends @Nullable Object> T atOnce(Work<T> work) {
        return TransactionSpan.around(() -> repeated(() -> once(Sight.NOTHING, work)));
    }

    /**
     * {@link #inEnvironment(TenantEnvironment, Work)} for reading into memory what many are answered from. It waits for no
     * others than its like, of which two run at once: so validations go on while calls that need the database queue for
     * it. It takes part in nothing else.
     */
    public <T extends @Nullable Object> T forMemory(TenantEnvironment where, Work<T> work) {
        return TransactionSpan.around(() -> repeated(() -> turnsOfMemory.inTurn(() -> once(Sight.of(where), work))));
    }

    /** Whether a query is answered now, however busy the pool is. Takes at most the time that getting a connection may take. */
    public boolean ready() {
        try {
            return atOnce(handle ->
                    handle.createQuery("select true").mapTo(Boolean.class).one());
        } catch (DatabaseUnavailable _) {
            return false;
        }
    }

    /** The pool, for libraries that need a data source of their own (jobs). It carries no tenant. */
    public DataSource dataSource() {
        return pool;
    }

    /** Logs every statement that takes at least as long, from now on; 500 ms until somebody says otherwise. */
    public void logSlowerThan(Duration threshold) {
        statements.slow(threshold);
    }

    /**
     * How busy the pool is.
     *
     * @param active transactions that run now
     * @param waiting calls that wait for a connection
     */
    public record PoolFigures(int active, int waiting) {}

    /**
     * Has somebody told of every change that this process commits, after the commit and before the call that made it
     * returns: who knows that something was changed finds it changed. Of other processes' changes {@link ChangeListener}
     * tells, a moment later.
     *
     * @param listener must not wait for anybody, and must not throw
     */
    public void tellOwnChanges(Consumer<ToldChange> listener) {
        ownChanges = listener;
    }

    /** How busy the pool is now, for metrics. */
    public PoolFigures poolFigures() {
        HikariPoolMXBean figures = pool.getHikariPoolMXBean();
        return new PoolFigures(
                figures.getActiveConnections(), turns.waiting() + figures.getThreadsAwaitingConnection());
    }

    @Override
    public void close() {
        pool.close();
    }

    private <T extends @Nullable Object> T transaction(Sight sight, Work<T> work) {
        if (INSIDE.orElse(false)) {
            throw new IllegalStateException(
                    "A transaction is already open on this thread: pass its handle on instead of opening a second one");
        }
        return TransactionSpan.around(() -> ONE.isBound()
                ? ScopedValue.where(INSIDE, true).call(() -> Joined.run(ONE.get(), sight, work))
                : separate(sight, work));
    }

    private <T extends @Nullable Object> T separate(Sight sight, Work<T> work) {
        return repeated(() -> turns.inTurn(() -> once(sight, work)));
    }

    private static <T extends @Nullable Object> T repeated(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return ScopedValue.where(INSIDE, true).call(transaction::get);
            } catch (RuntimeException e) {
                SQLException cause = SqlFailures.causeOf(e);
                if (cause == null) {
                    throw e;
                }
                if (SqlFailures.isRepeatable(cause) && attempt < ATTEMPTS) {
                    pause(attempt);
                    continue;
                }
                if (SqlFailures.isRepeatable(cause) || SqlFailures.isUnavailable(cause)) {
                    throw new DatabaseUnavailable("The database cannot be used now: " + cause.getMessage(), e);
                }
                throw e;
            }
        }
    }

    private <T extends @Nullable Object> T once(Sight sight, Work<T> work) {
        try (Handle handle = jdbi.open()) {
            return handle.inTransaction(h -> {
                T result = within(h, sight, work);
                Consumer<ToldChange> listener = ownChanges;
                if (listener != null) {
                    CommittedChanges.commit(h.getConnection()).forEach(listener);
                }
                return result;
            });
        }
    }

    private static <T extends @Nullable Object> T within(Handle handle, Sight sight, Work<T> work) {
        sight.set(handle);
        return work.run(handle);
    }

    private static void pause(int attempt) {
        long ceiling = 10L << attempt;
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling) * 1_000_000);
    }
}
