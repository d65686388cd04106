package dev.marque.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One running Marque per data folder. The lock ends with the process, however it ends. */
final class DataFolderLock implements AutoCloseable {

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataFolderLock on(Path data) {
        Path file = data.resolve("marque.lock");
        FileChannel channel = null;
        try {
            Files.createDirectories(data);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return new DataFolderLock(channel);
            }
        } catch (OverlappingFileLockException _) {
            // Held by this very process: the same answer.
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    "The data folder " + data + " cannot be used: " + e + ". Check its permissions, or set MARQUE_DATA"
                            + " to another folder.",
                    e);
        }
        closeQuietly(channel);
        throw new DatabaseStartFailed("Another Marque is running on the data folder " + data
                + ". Stop it first, or set MARQUE_DATA (and MARQUE_PORT) for a second one.");
    }

    /** Whether a Marque runs on the folder now. */
    static boolean isHeld(Path data) {
        try (DataFolderLock _ = on(data)) {
            return false;
        } catch (DatabaseStartFailed _) {
            return true;
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            // Nothing was written.
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
