package dev.marque.app.faults.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What breaks. Each makes sure that it broke, and returns when it is whole again. */
enum Fault {
    SERVER_KILLED {
        @Override
        void strike(Scene scene) throws Exception {
            scene.site().killAndStart(scene.anyServer());
        }
    },
    POSTGRES_KILLED {
        @Override
        void strike(Scene scene) throws Exception {
            scene.site().killPostgres();
        }
    },
    LISTENERS_DROPPED {
        @Override
        void strike(Scene scene) throws Exception {
            scene.site().endListeners();
        }
    },
    PROCESS_PAUSED {
        @Override
        void strike(Scene scene) throws Exception {
            scene.site().pause(scene.anyServer(), LONGER_THAN_CALLERS_WAIT);
        }
    },
    CLOCK_MOVED {
        @Override
        void strike(Scene scene) throws Exception {
            Duration away = Duration.ofMinutes(scene.random().nextInt(-90, 90));
            scene.clock().move(away);
            scene.site().awaitTime(away, scene.license());
        }
    },
    DISK_FULL {
        @Override
        void strike(Scene scene) throws Exception {
            scene.site().fillDisk(FULL);
        }

        @Override
        boolean isPossible(Site site) throws IOException {
            return site.hasSmallDisk();
        }
    };

    private static final Duration LONGER_THAN_CALLERS_WAIT = Caller.PATIENCE.plusSeconds(1);
    private static final Duration FULL = Duration.ofSeconds(3);

    abstract void strike(Scene scene) throws Exception;

    /** Whether this machine lets it happen. */
    boolean isPossible(Site site) throws IOException {
        return true;
    }

    /**
     * So many faults, each kind in turn, in an order of chance.
     *
     * @throws AssertionError if there are rounds for every kind and one of them cannot happen here
     */
    static List<Fault> series(Site site, int rounds, Random random) throws IOException {
        List<Fault> kinds = new ArrayList<>();
        for (Fault fault : values()) {
            if (fault.isPossible(site)) {
                kinds.add(fault);
            } else if (rounds >= values().length) {
                throw new AssertionError(fault + " cannot happen here, so that the drill would prove too little");
            }
        }
        List<Fault> series = new ArrayList<>();
        while (series.size() < rounds) {
            Collections.shuffle(kinds, random);
            series.addAll(kinds);
        }
        return series.subList(0, rounds);
    }
}
