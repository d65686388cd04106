package dev.marque.app.cli;

import dev.marque.app.faults.Server;
import dev.marque.app.testing.Api;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.RunningMarque;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Programs at users, against one server that runs: the command line, and a program that the SDK protects on Java 17. */
class CommandLineIT implements EveryCommandCases, SellingCases, TroubleCases, OwnServerCases, Java17Cases {

    @TempDir
    private static Path folder;

    @TempDir
    Path home;

    private static @Nullable RunningMarque running;
    private static @Nullable Api api;

    @BeforeAll
    static void start() throws Exception {
        // Without the role backup: one that is asked for here has to wait, since making it takes a minute.
        running = MarqueLaunch.packaged(folder.resolve("data"))
                .with("MARQUE_ROLES", "api,licensing,worker")
                .ready();
        api = Server.signIn(running.url());
    }

    @AfterAll
    static void stop() throws Exception {
        Objects.requireNonNull(running).close();
    }

    @Override
    public RunningMarque marque() {
        return Objects.requireNonNull(running);
    }

    @Override
    public Api admin() {
        return Objects.requireNonNull(api);
    }

    @Override
    public Path home() {
        return home;
    }
}
