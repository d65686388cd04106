package dev.marque.cli.run;

import java.time.Duration;

/** How the program waits; tests do not. */
@FunctionalInterface
public interface Pause {

    /** Returns after this time. */
    void await(Duration time) throws InterruptedException;
}
