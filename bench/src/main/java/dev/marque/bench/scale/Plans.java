package dev.marque.bench.scale;

import dev.marque.licensing.testing.LicensingFixture;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** How PostgreSQL works on a question: its plan, executed as the application's role under row-level security. */
final class Plans {

    private final LicensingFixture room;

    Plans(LicensingFixture room) {
        this.room = room;
    }

    /** The plan of the longest statement that a call makes. */
    String of(Runnable call) {
        return room.database.asOne(room.acme.tenant(), transaction -> {
            Heard heard = new Heard();
            transaction
                    .getConfig(org.jdbi.v3.core.statement.SqlStatements.class)
                    .setSqlLogger(heard);
            call.run();
            transaction.execute("select set_config('marque.environment', 'production', true)");
            return explained(transaction, heard.longest());
        });
    }

    private static String explained(Handle transaction, String sql) {
        try (Statement statement = transaction.getConnection().createStatement();
                ResultSet rows = statement.executeQuery("explain (analyze, buffers, costs off, timing off) " + sql)) {
            StringJoiner lines = new StringJoiner("\n");
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What was asked, with its values. */
    private static final class Heard implements SqlLogger {
        private final List<String> statements = new ArrayList<>();

        @Override
        public void logBeforeExecution(StatementContext context) {
            try {
                // The driver's own writes itself with its values; that of the pool does not.
                PreparedStatement statement = Objects.requireNonNull(context.getStatement());
                statements.add(statement.unwrap(PreparedStatement.class).toString());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void logException(StatementContext context, SQLException failure) {
            throw new IllegalStateException(failure);
        }

        String longest() {
            return statements.stream()
                    .max((one, other) -> Integer.compare(one.length(), other.length()))
                    .orElseThrow();
        }
    }
}
