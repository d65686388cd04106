package dev.marque.platform.outbox;

import java.time.Duration;

/**
 * How a relay works.
 *
 * @param lease for how long a process has its lanes alone; when it dies, others wait as long
 * @param batchTime after this no further event of a batch is started; with the 10 s that a consumer may take for the
 *     last one it stays below the lease
 * @param lanesAtOnce how many of a tenant's 64 lanes are leased at once
 * @param eventsPerLane how many events of a lane are read at once
 * @param idle the longest pause between two looks for work
 * @param loops how many batches of one consumer a process works on at once
 */
public record RelaySettings(
        Duration lease,
        Duration batchTime,
        int lanesAtOnce,
        int eventsPerLane,
        Duration idle,
        int loops,
        Backoff backoff) {

    static final int LANES = 64;

    public static final RelaySettings STANDARD = new RelaySettings(
            Duration.ofSeconds(20), Duration.ofSeconds(5), 32, 32, Duration.ofMillis(500), 2, Backoff.STANDARD);

    public RelaySettings {
        if (batchTime.compareTo(lease) >= 0) {
            throw new IllegalArgumentException("A batch must end before its lease");
        }
        if (lanesAtOnce < 1 || lanesAtOnce > LANES || eventsPerLane < 1 || loops < 1) {
            throw new IllegalArgumentException("Not a number of lanes, events or loops");
        }
    }
}
