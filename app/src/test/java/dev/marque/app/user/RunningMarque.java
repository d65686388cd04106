package dev.marque.app.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A Marque in a process of its own. Closing stops it and whatever a killed one left behind. For one thread, but for
 * {@link #kill9} and {@link #kill9Postgres}, which may strike from any.
 */
public final class RunningMarque implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final MarqueLaunch launch;
    private final Path output;
    private volatile boolean killed;

    RunningMarque(Process process, MarqueLaunch launch, Path output) {
        this.process = process;
        this.launch = launch;
        this.output = output;
    }

    /** {@code http://localhost:…}, without a slash at the end. */
    public String url() {
        return "http://localhost:" + launch.port();
    }

    /** How to start the same again, on the same data and port. */
    public MarqueLaunch launch() {
        return launch;
    }

    /** The server's own process: {@code ./dev up} gives it its place. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** The embedded PostgreSQL, as long as it runs. */
    public Optional<ProcessHandle> postgres() {
        try {
            List<String> lines = Files.readAllLines(launch.data().resolve("postgres/postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(handle -> handle.info().command().orElse("").endsWith("postgres"));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has said so far, errors included. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when {@code /health/ready} says yes. */
    public void awaitReady() throws InterruptedException {
        await("serve", START_LIMIT, this::isReady);
        if (launch.isPackaged()) {
            try {
                UnpackedPrograms.keepOf(launch.data());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns when it has said this. */
    public void awaitOutput(String text) throws InterruptedException {
        await("say '" + text + "'", START_LIMIT, () -> output().contains(text));
    }

    /** Waits until it has ended by itself and returns the exit code. */
    public int awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Marque has not ended after " + limit + ":\n" + output());
        }
        return process.exitValue();
    }

    /** As Ctrl-C in a terminal does: an interrupt to the whole process group. Returns the exit code. */
    public int ctrlC() throws IOException, InterruptedException {
        new ProcessBuilder("bash", "-c", "kill -INT -- \"-$0\"", Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        return awaitExit(STOP_LIMIT);
    }

    /** Asks it to stop, as a service manager does, and waits. */
    public void stop() throws InterruptedException {
        process.destroy();
        awaitExit(STOP_LIMIT);
    }

    /** {@code kill -9} of the server; its PostgreSQL stays. */
    public void kill9() throws InterruptedException {
        killed = true;
        process.destroyForcibly().waitFor();
    }

    /** {@code kill -9} of the embedded PostgreSQL; the server stays. */
    public void kill9Postgres() {
        postgres()
                .orElseThrow(() -> new AssertionError("no PostgreSQL is running"))
                .destroyForcibly();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            stop();
        }
        if (killed) {
            postgres().ifPresent(RunningMarque::end);
        }
    }

    /** Not politely: a server left behind may be in the middle of its recovery. */
    private static void end(ProcessHandle orphan) {
        orphan.destroyForcibly();
        orphan.onExit().orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void await(String what, Duration limit, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
            if ((ended && !holds.getAsBoolean()) || System.nanoTime() > end) {
                String why = ended ? "ended with code " + process.exitValue() : "took longer than " + limit;
                throw new AssertionError("Marque was to " + what + " and " + why + ":\n" + output());
            }
        }
    }
}
