package dev.marque.app.faults.load;

import java.time.Duration;
import java.util.Random;

/** What breaks. Each returns when whatever broke is whole again. */
enum Fault {
    SERVER_KILLED {
        @Override
        void strike(Site site, MovedClock clock, Random random) throws Exception {
            site.killAndStart(random.nextInt(2));
        }
    },
    POSTGRES_KILLED {
        @Override
        void strike(Site site, MovedClock clock, Random random) throws Exception {
            site.killPostgres();
            site.asked("select 1");
        }
    },
    LISTENERS_DROPPED {
        @Override
        void strike(Site site, MovedClock clock, Random random) throws Exception {
            site.endListeners();
        }
    },
    PROCESS_PAUSED {
        @Override
        void strike(Site site, MovedClock clock, Random random) throws Exception {
            site.pause(random.nextInt(2), LONGER_THAN_CALLERS_WAIT.toMillis());
        }
    },
    CLOCK_MOVED {
        @Override
        void strike(Site site, MovedClock clock, Random random) throws Exception {
            clock.move(Duration.ofMinutes(random.nextInt(-90, 90)));
        }
    },
    DISK_FULL {
        @Override
        void strike(Site site, MovedClock clock, Random random) throws Exception {
            site.fillDisk(FULL.toMillis());
            site.asked("select 1");
        }

        @Override
        boolean isPossible(Site site) throws Exception {
            return site.hasSmallDisk();
        }
    };

    private static final Duration LONGER_THAN_CALLERS_WAIT = Duration.ofSeconds(8);
    private static final Duration FULL = Duration.ofSeconds(3);

    abstract void strike(Site site, MovedClock clock, Random random) throws Exception;

    /** Whether this machine lets it happen. */
    boolean isPossible(Site site) throws Exception {
        return true;
    }
}
