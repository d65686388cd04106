package dev.marque.app.user;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a Marque is to be started: by {@code ./dev up} or directly by {@code java}, on a data folder and a port of its
 * own, with nothing of Marque's left in the environment but what is said here.
 *
 * @param command what is run in the project's folder
 * @param data the data folder; it need not exist
 */
public record MarqueLaunch(List<String> command, Path data, int port, Map<String, String> environment) {

    public static final String ADMIN_EMAIL = "admin@localhost";
    public static final String ADMIN_PASSWORD = "correct horse battery staple";

    /** The first compiler only: halves the processor time of a start, and no test runs long enough to miss the second. */
    private static final String FAST_START = "-XX:TieredStopAtLevel=1";

    public MarqueLaunch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** As a user: {@code ./dev up}, of what is already built; building would be Maven inside Maven. */
    public static MarqueLaunch devUp(Path data, String... options) {
        Stream<String> command = Stream.concat(Stream.of("./dev", "up", "--no-build"), Stream.of(options));
        return new MarqueLaunch(command.toList(), data, freePort(), Map.of("MARQUE_JAVA_OPTS", FAST_START));
    }

    /** As an operator: the packaged application, with {@link #ADMIN_PASSWORD}. */
    public static MarqueLaunch packaged(Path data) {
        List<String> command = List.of(
                Project.java(),
                FAST_START,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                Project.file("app/target/quarkus-app/quarkus-run.jar").toString());
        return new MarqueLaunch(
                command,
                data,
                freePort(),
                Map.of("MARQUE_ADMIN_PASSWORD", ADMIN_PASSWORD, "MARQUE_LIMITS_LICENSE", "1000000"));
    }

    /** With an environment variable more: {@code with("DATABASE_URL", …)}. */
    public MarqueLaunch with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new MarqueLaunch(command, data, port, more);
    }

    /** On another data folder or, as a second process on a shared database, beside the first one. */
    public MarqueLaunch on(Path otherData, int otherPort) {
        return new MarqueLaunch(command, otherData, otherPort, environment);
    }

    /** Starts and waits until it serves. */
    public RunningMarque ready() throws IOException, InterruptedException {
        RunningMarque marque = start();
        try {
            marque.awaitReady();
            return marque;
        } catch (Throwable e) {
            marque.close();
            throw e;
        }
    }

    /** Starts and does not wait. */
    public RunningMarque start() throws IOException {
        Files.createDirectories(data.getParent());
        if (isPackaged()) {
            UnpackedPrograms.lendTo(data);
        }
        Path output = Files.createTempFile(data.getParent(), "marque-", ".log");
        ProcessBuilder builder = Project.inOwnGroup(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().put("MARQUE_DATA", data.toString());
        builder.environment().put("MARQUE_PORT", Integer.toString(port));
        builder.environment().putAll(environment);
        return new RunningMarque(builder.start(), this, output);
    }

    /** Not by {@code ./dev}. */
    boolean isPackaged() {
        return command.getFirst().equals(Project.java());
    }

    /** A port that nobody listens on now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }
}
