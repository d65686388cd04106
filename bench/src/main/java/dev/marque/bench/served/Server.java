package dev.marque.bench.served;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server in a process of its own, and what it costs. Linux only, where memory is asked for. */
public record Server(String name, Process process, int port) implements AutoCloseable {

    private static final List<String> JVM =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    /** Further options for every JVM: {@code %n} in them is the server's name. */
    private static final String MORE = "BENCH_JVM";

    private static final int TICKS_A_SECOND = 100;
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(5);

    /**
     * Starts a JVM.
     *
     * @param folder gets a file with what it prints
     * @param arguments options of the JVM among them, before the jar or class
     */
    public static Server start(
            String name, int port, Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        String more = System.getenv(MORE);
        if (more != null && !more.isBlank()) {
            command.addAll(List.of(more.replace("%n", name).split(" ", -1)));
        }
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        return new Server(name, builder.start(), port);
    }

    /** A port that nobody listens on now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it accepts connections. */
    public void awaitListening() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (ConnectException notYet) {
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
        throw new IOException(name + " did not start; its log tells why");
    }

    /** What the process itself has used of processors since it began. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** What the processes that it started have used, and those that these started and that have ended: its database. */
    public Duration cpuOfChildren() throws IOException {
        long ticks = 0;
        for (ProcessHandle child : process.descendants().toList()) {
            ticks += ticks(child.pid());
        }
        return Duration.ofSeconds(ticks).dividedBy(TICKS_A_SECOND);
    }

    /** Its own in user and system mode, and those of its children that have ended, as proc(5) has them. */
    private static long ticks(long pid) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return IntStream.range(11, 15)
                    .mapToLong(field -> Long.parseLong(afterName[field]))
                    .sum();
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    /** Resident memory of the process itself, in MiB. */
    public long mebibytes() throws IOException {
        return mebibytes(process.pid(), "status", "VmRSS:");
    }

    /** Memory of the processes that it started, in MiB: what several of them share counts once. */
    public long mebibytesOfChildren() throws IOException {
        long all = 0;
        for (ProcessHandle child : process.descendants().toList()) {
            all += mebibytes(child.pid(), "smaps_rollup", "Pss:");
        }
        return all;
    }

    private static long mebibytes(long pid, String file, String line) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), file))) {
            String kibibytes =
                    lines.filter(any -> any.startsWith(line)).findFirst().orElseThrow();
            return Long.parseLong(kibibytes.replaceAll("[^0-9]", "")) / 1024;
        }
    }

    /** Ends it as an operator does, and waits for that. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
