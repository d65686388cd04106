package dev.marque.app.observe;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Keeps every line that is logged while it is open. */
final class LogLedger extends Handler implements AutoCloseable {

    /**
     * A line.
     *
     * @param text with the stack trace, and with what goes along
     * @param along what every line of its request carries
     */
    record Line(String category, String text, Map<String, String> along) {}

    private final PatternFormatter everything = new PatternFormatter("%c %p %m %X %e");
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    LogLedger() {
        setLevel(Level.ALL);
        Logger.getLogger("").addHandler(this);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord line) {
        ExtLogRecord extended = ExtLogRecord.wrap(line);
        lines.add(new Line(line.getLoggerName(), everything.format(extended), extended.getMdcCopy()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
