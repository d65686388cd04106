package dev.marque.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Launches the server's process with the settings that Marque relies on. */
final class PostmasterLaunch {

    private final DataFolder folder;
    private final PostgresPrograms programs;
    private final int port;
    private final ServerPlan plan;

    PostmasterLaunch(DataFolder folder, PostgresPrograms programs, int port, ServerPlan plan) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
        this.plan = plan;
    }

    Duration startLimit() {
        return plan.startLimit();
    }

    /**
     * Returns a process that does not answer yet.
     *
     * @throws DatabaseStartFailed if there is none
     */
    Process launch() {
        PostgresLog log = new PostgresLog(folder.logFile());
        try {
            log.prepare();
            if (plan.archives()) {
                Files.createDirectories(folder.walSpool());
            }
            return programs.launch(log.file(), "postgres", arguments());
        } catch (IOException e) {
            throw new DatabaseStartFailed("PostgreSQL could not be started: " + e, e);
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("-D", folder.cluster().toString()));
        Stream.concat(settings().stream(), plan.all(folder.walSpool()).stream())
                .forEach(setting -> arguments.addAll(List.of("-c", setting)));
        return arguments;
    }

    private List<String> settings() {
        String durable = plan.durable() ? "on" : "off";
        return List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=" + durable,
                "synchronous_commit=" + durable,
                "full_page_writes=" + durable,
                "max_connections=100",
                "shared_buffers=128MB",
                "password_encryption=scram-sha-256",
                "log_min_duration_statement=-1",
                "log_line_prefix=%m [%p] %u ",
                "timezone=UTC",
                "log_timezone=UTC");
    }
}
