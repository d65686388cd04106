package dev.marque.app;

import dev.marque.app.boot.Commands;
import dev.marque.app.boot.StartFailure;
import dev.marque.app.wiring.Sources;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process begins. */
@QuarkusMain
public class Marque implements QuarkusApplication {

    private static final String JSON_LOG = "quarkus.log.console.json.enabled";

    public static void main(String... args) {
        boolean text = "text".equalsIgnoreCase(System.getenv("MARQUE_LOG_FORMAT"));
        System.setProperty(JSON_LOG, String.valueOf(!text));
        if (Commands.isCommand(args)) {
            System.exit(Commands.run(Sources.systemClock(), args));
        }
        Quarkus.run(Marque.class, StartFailure::report, args);
    }

    @Override
    public int run(String... args) {
        Quarkus.waitForExit();
        return 0;
    }
}
