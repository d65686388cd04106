package dev.marque.sdk.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A folder with encrypted files that processes share. A file is replaced as a whole: whoever reads it, also after a crash,
 * finds the one before or the one after. Thread-safe.
 */
public final class Folder {

    private static final int LARGEST = 8_000_000;
    private static final String LOCK = "lock";

    private final Path path;
    private final CacheCipher cipher;
    /** File locks are the process's: threads need one among themselves. */
    private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final InstantSource clock;

    /** Nothing is made on disk before something is written. */
    public Folder(
            Path path, String fingerprint, String licenseKey, String salt, SecureRandom random, InstantSource clock) {
        this.clock = clock;
        this.path = path.toAbsolutePath().normalize();
        this.threads = THREADS.computeIfAbsent(this.path, any -> new ReentrantLock());
        this.cipher = new CacheCipher(fingerprint, licenseKey, salt, random);
    }

    /** What is done while no other process does. */
    public interface Work<T> {
        T run() throws IOException;
    }

    /** Waits until no other process is at work in this folder, and works. */
    public <T> T alone(Work<T> work) throws IOException {
        threads.lock();
        try {
            if (threads.getHoldCount() > 1) {
                return work.run();
            }
            make();
            try (FileChannel channel =
                            FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                return work.run();
            }
        } finally {
            threads.unlock();
        }
    }

    /** Null if there is none that was written here, with this license key, on this machine. */
    public byte @Nullable [] read(String name) throws IOException {
        try {
            Path file = path.resolve(name);
            if (Files.size(file) > LARGEST) {
                return null;
            }
            return cipher.decrypt(Files.readAllBytes(file), name);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Replaces a file at once. */
    public void write(String name, byte[] content) throws IOException {
        make();
        Path fresh = Files.createTempFile(path, name, ".new");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(cipher.encrypt(content, name));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            // The time of a file says when it was written here: one that is put back later tells so.
            Files.setLastModifiedTime(fresh, FileTime.from(clock.instant()));
            replace(fresh, path.resolve(name));
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void replace(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    public void delete(String name) throws IOException {
        Files.deleteIfExists(path.resolve(name));
    }

    /** When a file was written last, by this machine's clock; the beginning of time if there is none. */
    public Instant written(String name) throws IOException {
        try {
            return Files.getLastModifiedTime(path.resolve(name)).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.EPOCH;
        }
    }

    private void make() throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        Files.createDirectories(path);
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
