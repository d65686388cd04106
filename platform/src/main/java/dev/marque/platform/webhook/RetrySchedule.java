package dev.marque.platform.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed delivery is tried again: 15 attempts within three days, the pauses growing from 5 s to 12 h, each a
 * tenth shorter or longer by chance, so that endpoints that failed together do not come back together.
 */
final class RetrySchedule {

    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(12),
            Duration.ofHours(12),
            Duration.ofHours(12),
            Duration.ofHours(9));

    /** From so many failures in a row on, the endpoint counts as broken: the circuit is open. */
    static final int CIRCUIT_OPENS_AFTER = 5;

    private static final double JITTER = 0.1;

    private RetrySchedule() {}

    /**
     * How long to wait.
     *
     * @param failures how often the endpoint has failed in a row, from 1
     * @param asked how long the endpoint asks to be left alone: the pause is not shorter
     * @return empty when it is given up
     */
    static Optional<Duration> pause(int failures, Optional<Duration> asked, RandomGenerator random) {
        if (failures > PAUSES.size()) {
            return Optional.empty();
        }
        Duration planned = times(PAUSES.get(failures - 1), 1 + random.nextDouble(-JITTER, JITTER));
        return asked.map(wait -> times(wait, 1 + random.nextDouble(JITTER)))
                .filter(wait -> wait.compareTo(planned) > 0)
                .or(() -> Optional.of(planned));
    }

    private static Duration times(Duration pause, double factor) {
        return Duration.ofMillis(Math.round(pause.toMillis() * factor));
    }
}
