package dev.marque.cli.output;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How far long work has come: a bar on the error output of a terminal, redrawn at most ten times a second; elsewhere
 * nothing. To be closed, which removes it.
 */
public final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final PrintStream err;
    private final boolean shown;
    private final String what;
    private final long total;
    private final Clock clock;
    private Instant drawn = Instant.MIN;
    private long done;

    /** @param total what {@link #add} will come to; 0 or less if that is not known */
    public Progress(PrintStream err, boolean shown, String what, long total, Clock clock) {
        this.err = err;
        this.shown = shown;
        this.what = what;
        this.total = total;
        this.clock = clock;
    }

    public void add(long more) {
        done += more;
        Instant now = clock.instant();
        if (shown && (drawn.equals(Instant.MIN) || !now.isBefore(drawn.plus(BETWEEN)))) {
            drawn = now;
            err.print("\r\u001b[K" + line());
            err.flush();
        }
    }

    /** As it is drawn: with a bar if the end is known. */
    String line() {
        if (total <= 0) {
            return what + "  " + amount(done);
        }
        int full = (int) Math.min(WIDTH, done * WIDTH / total);
        return what + "  [" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + Math.min(100, done * 100 / total)
                + "%  " + amount(done);
    }

    private static String amount(long number) {
        return number < 10_000
                ? Long.toString(number)
                : number < 10_000_000 ? number / 1_000 + " k" : number / 1_000_000 + " M";
    }

    @Override
    public void close() {
        if (shown && !drawn.equals(Instant.MIN)) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
