package dev.marque.app.testing;

import dev.marque.testkit.MovableClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Replaces the application's clock by one that tests move. It starts at the real time and then stands still. */
@Singleton
public class TestClock {

    private final MovableClock clock = MovableClock.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));

    @Produces
    @Singleton
    MovableClock movable() {
        return clock;
    }
}
