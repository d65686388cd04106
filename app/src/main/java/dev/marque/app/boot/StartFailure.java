package dev.marque.app.boot;

import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.database.DatabaseStartFailed;
import dev.marque.platform.database.MigrationFailed;
import java.net.BindException;
import org.jspecify.annotations.Nullable;

/**
 * Says why Marque did not start: for what an operator can mend, the sentence that tells how, without a stack trace;
 * for everything else the whole truth.
 */
public final class StartFailure {

    private static final int EXIT_CODE = 1;

    private StartFailure() {}

    /** Called by Quarkus when the process ends; a failure is null after an ordinary stop. */
    public static void report(int exitCode, @Nullable Throwable failure) {
        if (failure == null) {
            System.exit(exitCode);
            return;
        }
        String remedy = remedy(failure);
        System.err.println();
        if (remedy == null) {
            System.err.println("Marque did not start, for a reason that is not expected:");
            failure.printStackTrace(System.err);
        } else {
            System.err.println("Marque did not start. " + remedy);
        }
        System.exit(EXIT_CODE);
    }

    private static @Nullable String remedy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationProblem
                    || cause instanceof DatabaseStartFailed
                    || cause instanceof MigrationFailed) {
                return cause.getMessage();
            }
            if (cause instanceof BindException
                    || cause.getClass().getSimpleName().equals("PortSystemException")) {
                return "Its port is taken by another program. Choose another one: MARQUE_PORT=8081 ./dev up";
            }
        }
        return null;
    }
}
