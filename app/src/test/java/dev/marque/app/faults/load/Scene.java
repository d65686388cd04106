package dev.marque.app.faults.load;

import dev.marque.app.testing.Shop;
import java.util.Random;

/**
 * Where faults strike.
 *
 * @param license one that both servers accept, whatever the time
 * @param random decides which server, how long and how far
 */
record Scene(Site site, MovedClock clock, Shop.License license, Random random) {

    int anyServer() {
        return random.nextInt(site.urls().size());
    }
}
