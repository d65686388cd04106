package dev.marque.cli.host;

import dev.marque.cli.run.Host;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Other programs, which speak through this one: the server's commands, tar, systemctl. */
record Children(Host host) {

    /** What this program is told and no other has to know. */
    private static final List<String> OWN_SECRETS = List.of("MARQUE_TOKEN", "MARQUE_LICENSE");

    /**
     * Runs a program to its end and hands its output on.
     *
     * @param further environment variables besides this program's own
     * @return its exit code
     */
    int run(List<String> command, Map<String, String> further) throws IOException, InterruptedException {
        Process process = start(command, further);
        process.getOutputStream().close();
        try (InputStream said = process.getInputStream()) {
            hand(said, host.out());
        }
        return process.waitFor();
    }

    /** As {@link #run}, without a word: for questions that are answered by the exit code. */
    boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = start(List.of(command), Map.of());
            process.getOutputStream().close();
            try (InputStream said = process.getInputStream()) {
                hand(said, OutputStream.nullOutputStream());
            }
            return process.waitFor() == 0;
        } catch (IOException _) {
            // There is no such program here.
            return false;
        }
    }

    private Process start(List<String> command, Map<String, String> further) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(host.folder().toFile()).redirectErrorStream(true);
        Map<String, String> environment = new LinkedHashMap<>(host.environment());
        environment.putAll(further);
        OWN_SECRETS.forEach(environment::remove);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void hand(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 13];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    /** The command line of the server, with a command of its own or none. */
    static List<String> server(Path java, Path jar, List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
        command.addAll(words);
        return command;
    }
}
