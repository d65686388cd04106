package dev.marque.cli.host;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.http.ApiClient;
import dev.marque.cli.http.Trust;
import dev.marque.cli.output.Output;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Host;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The service, with another release under it; with the one before if that does not come up. */
record Restart(Invocation invocation, Place place) {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    ExitCode restart(Path before) throws IOException, InterruptedException {
        Output output = Output.of(invocation);
        Services services = new Services(invocation.host());
        if (!services.isActive()) {
            output.remark("Restart the server to use it.");
            return ExitCode.OK;
        }
        if (services.restart() && isReadyInTime()) {
            output.remark("The service runs with it.");
            return ExitCode.OK;
        }
        place.use(before);
        services.restart();
        throw new Failure(
                ExitCode.OTHER,
                "It was not ready within " + LONGEST.toMinutes() + " minutes; " + before.getFileName()
                        + " is in use again.",
                "journalctl -u marque says why.");
    }

    private boolean isReadyInTime() throws IOException, InterruptedException {
        Host host = invocation.host();
        URI server = URI.create("http://localhost:" + place.settings().getOrDefault("MARQUE_PORT", "8080"));
        Instant end = host.clock().instant().plus(LONGEST);
        try (ApiClient client = new ApiClient(server, Trust.DEFAULT, ANSWER, host.pause())) {
            while (host.clock().instant().isBefore(end)) {
                if (isReady(client)) {
                    return true;
                }
                host.pause().await(BETWEEN);
            }
        }
        return false;
    }

    private static boolean isReady(ApiClient client) throws InterruptedException {
        try {
            return client.probe("/health/ready").answer().status() == 200;
        } catch (Failure _) {
            // Nobody listens yet.
            return false;
        }
    }
}
