package dev.marque.sdk;

/**
 * Hears of events, one after the other, in a thread of the library's own: no check waits for it. What it throws is logged
 * and changes nothing.
 */
@FunctionalInterface
public interface MarqueListener {

    void on(MarqueEvent event);
}
