package dev.marque.platform.database;

import dev.marque.kernel.problem.ProblemException;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * What a statement may be refused for by a constraint, where the database alone knows: of two writers at once, or of what
 * rooms above refer to. The states are PostgreSQL's (its manual, appendix A).
 */
public enum Violation {
    /** Something refers to the row, or the row to something that is not there. */
    FOREIGN_KEY("23503"),
    /** Another row has the same. */
    UNIQUE("23505");

    private final String state;

    Violation(String state) {
        this.state = state;
    }

    /**
     * Runs a statement. After a violation the transaction can only be rolled back.
     *
     * @throws ProblemException the given one, if it violates this
     */
    public void means(ProblemException problem, Runnable statement) {
        try {
            statement.run();
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql && state.equals(sql.getSQLState())) {
                throw problem;
            }
            throw e;
        }
    }
}
