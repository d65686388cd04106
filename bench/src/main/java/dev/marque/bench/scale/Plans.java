package dev.marque.bench.scale;

import dev.marque.licensing.testing.LicensingFixture;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
            return explained(transaction, heard.longest());
        });
    }

    private static String explained(Handle transaction, String sql) {
        List<String> lines = transaction
                .createQuery("explain (analyze, buffers, costs off, timing off) " + escaped(sql))
                .mapTo(String.class)
                .list();
        return String.join("\n", lines);
    }

    /** The text has its values in it; what JDBI would take for a parameter is none. */
    private static String escaped(String sql) {
        return sql.replace("\\", "\\\\").replace("?", "??").replace(":", "\\:");
    }

    /** What was asked, with its values. */
    private static final class Heard implements SqlLogger {
        private final List<String> statements = new ArrayList<>();

        @Override
        public void logBeforeExecution(StatementContext context) {
            statements.add(String.valueOf(Objects.requireNonNull(context.getStatement())));
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
