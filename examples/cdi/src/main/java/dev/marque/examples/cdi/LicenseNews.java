package dev.marque.examples.cdi;

import dev.marque.sdk.MarqueEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears what changes about the license; a program that is sold would tell its user. */
@ApplicationScoped
public class LicenseNews {

    private final List<MarqueEvent> heard = new CopyOnWriteArrayList<>();

    void on(@Observes MarqueEvent event) {
        heard.add(event);
    }

    public List<MarqueEvent> heard() {
        return List.copyOf(heard);
    }
}
