package dev.marque.app.boot;

import dev.marque.platform.config.LogFormat;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.database.Progress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;

/** Tells the person who starts Marque what goes on: plain lines where people read, log records where machines do. */
@Singleton
public class Announcer implements Progress {

    private static final System.Logger LOG = System.getLogger(Announcer.class.getName());

    private final boolean forPeople;

    @Inject
    public Announcer(MarqueConfiguration configuration) {
        this.forPeople = configuration.log().format() == LogFormat.TEXT;
    }

    @Override
    public void step(String description) {
        say("  " + description + " …");
    }

    /** Tells something that may be logged. */
    void say(String text) {
        if (forPeople) {
            System.out.println(text);
        } else {
            LOG.log(Level.INFO, text.strip());
        }
    }

    boolean isForPeople() {
        return forPeople;
    }
}
