package dev.marque.platform.database;

import dev.marque.platform.config.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The port of the embedded server: the one of the last start as long as it is free, so that tools find it again. */
final class KeptPort {

    private static final int ANY = 0;

    private KeptPort() {}

    /**
     * Chooses a port on 127.0.0.1 and notes it. It is free now; somebody may still take it before PostgreSQL does.
     *
     * @param file where it is noted
     * @throws DatabaseStartFailed if there is none
     */
    static int choose(Path file) {
        for (int candidate : new int[] {noted(file).orElse(ANY), ANY}) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), candidate));
                int free = socket.getLocalPort();
                PrivateFiles.write(file, free + "\n");
                return free;
            } catch (IOException _) {
                // Taken by somebody: another one then.
            }
        }
        throw new DatabaseStartFailed("No free port on 127.0.0.1 for PostgreSQL");
    }

    /** The port of the last start; empty before the first one, or when the note is damaged. */
    static Optional<Integer> noted(Path file) {
        try {
            return Optional.of(Integer.parseInt(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
