package dev.marque.app.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;

/** Everything that the application under test logs while this is open, with what Marque itself logs for debugging. */
public final class LogCopy extends Handler implements AutoCloseable {

    private static final Logger ALL = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("dev.marque");

    private final Formatter everything = new PatternFormatter("%c %s %X %e%n");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final @Nullable Level before = OURS.getLevel();

    /** Starts to copy. */
    public LogCopy() {
        setLevel(Level.ALL);
        OURS.setLevel(Level.FINE);
        ALL.addHandler(this);
    }

    /** What was logged so far, with its causes and its context. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(everything.format(logged));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        ALL.removeHandler(this);
        OURS.setLevel(before);
    }
}
