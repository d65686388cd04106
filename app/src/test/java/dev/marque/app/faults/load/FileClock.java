package dev.marque.app.faults.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, away from it by as many seconds as a file says. Runs in the server, see {@link ClockAgent}. */
public final class FileClock extends Clock {

    /** The system property that names the file. */
    static final String FILE = "drill.clock";

    private static final Duration READ_AGAIN = Duration.ofMillis(20);

    private final InstantSource system = InstantSource.system();
    private final Path file = Path.of(System.getProperty(FILE));
    private volatile Duration away = Duration.ZERO;
    private volatile long readAt = System.nanoTime() - READ_AGAIN.toNanos();

    /** What the server gets instead of the system's clock. */
    public static Clock create() {
        return new FileClock();
    }

    @Override
    public Instant instant() {
        if (System.nanoTime() - readAt >= READ_AGAIN.toNanos()) {
            away = read();
            readAt = System.nanoTime();
        }
        return system.instant().plus(away);
    }

    private Duration read() {
        try {
            return Duration.ofSeconds(Long.parseLong(Files.readString(file).strip()));
        } catch (NoSuchFileException _) {
            return Duration.ZERO;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
