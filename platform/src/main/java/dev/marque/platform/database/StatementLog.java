package dev.marque.platform.database;

import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Logs each statement that was slow, with its text and never with its values, and counts the statements of a transaction
 * that is traced. Thread-safe.
 */
final class StatementLog implements SqlLogger {

    static final ScopedValue<AtomicInteger> COUNT = ScopedValue.newInstance();

    private static final System.Logger LOG = System.getLogger("dev.marque.database.slow");

    private volatile Duration slow = Duration.ofMillis(500);

    /** Statements that take at least as long are logged. */
    void slow(Duration threshold) {
        slow = threshold;
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        ran(context, null);
    }

    /** A statement that failed may have been slow, too: most of all one that was ended for taking too long. */
    @Override
    public void logException(StatementContext context, SQLException failure) {
        ran(context, failure.getSQLState());
    }

    private void ran(StatementContext context, @Nullable String failedWith) {
        if (COUNT.isBound()) {
            COUNT.get().incrementAndGet();
        }
        long millis = context.getElapsedTime(ChronoUnit.MILLIS);
        if (millis >= slow.toMillis()) {
            LOG.log(
                    Level.WARNING,
                    "Slow statement, " + millis + " ms" + rows(context)
                            + (failedWith == null ? "" : ", failed with SQLSTATE " + failedWith) + ": "
                            + String.valueOf(context.getRawSql()).strip().replaceAll("\\s+", " "));
        }
    }

    /** Known for changes; of a query the rows are yet to be fetched. */
    private static String rows(StatementContext context) {
        try {
            PreparedStatement statement = context.getStatement();
            int changed = statement == null || statement.isClosed() ? -1 : statement.getUpdateCount();
            return changed < 0 ? "" : ", " + changed + " rows changed";
        } catch (SQLException unknown) {
            return "";
        }
    }
}
