package dev.marque.sdk.run;

import dev.marque.keys.offline.OfflineTerms;
import dev.marque.sdk.MarqueEvent;
import dev.marque.sdk.MarqueListener;
import dev.marque.sdk.http.TrustedKeys;
import dev.marque.sdk.state.Facts;
import dev.marque.sdk.state.Judge;
import dev.marque.sdk.state.Knowledge;
import dev.marque.sdk.state.Snapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known now, and what follows from it: one judgement that is replaced as a whole. Asking for it neither waits nor
 * allocates; only when time has changed it, it is made anew. Thread-safe.
 */
public final class Brain {

    private static final System.Logger LOG = System.getLogger("dev.marque.sdk");

    private final InstantSource clock;
    private final List<MarqueListener> listeners;
    private final Object lock = new Object();
    private final Executor teller;
    private final Events events;
    private volatile Knowledge known;
    private volatile Snapshot snapshot;
    private volatile TrustedKeys keys;
    private volatile boolean begun;

    /** @param teller runs what listeners do: never the thread of a check, which would wait for them */
    Brain(Settings settings, TrustedKeys keys, Knowledge known, Executor teller) {
        this.teller = teller;
        this.clock = settings.clock();
        this.listeners = settings.listeners();
        this.events = new Events(settings.warnBefore());
        this.keys = keys;
        this.known = known;
        this.snapshot = Judge.judge(known, clock.instant());
    }

    /** The judgement of this moment. */
    public Snapshot current() {
        Snapshot now = snapshot;
        return now.holdsAt(clock.millis()) ? now : reassess();
    }

    private Snapshot reassess() {
        return learn(same -> same);
    }

    /** Learns something, judges anew, and has told what changed. */
    Snapshot learn(UnaryOperator<Knowledge> change) {
        Snapshot judged;
        synchronized (lock) {
            Instant now = clock.instant();
            known = change.apply(known).at(now);
            judged = Judge.judge(known, now);
            snapshot = judged;
            if (begun) {
                // In the lock, so that they are told in the order in which they happened.
                events.of(judged.status(), known.facts(), now).forEach(this::tell);
            }
        }
        return judged;
    }

    /** From now on listeners hear: what the first question came to is known. */
    void begin() {
        begun = true;
        reassess();
    }

    void tell(MarqueEvent event) {
        try {
            teller.execute(() -> hear(event));
        } catch (RejectedExecutionException e) {
            // The program has ended: nobody listens any more.
        }
    }

    private void hear(MarqueEvent event) {
        for (MarqueListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A listener failed at " + event, e);
            }
        }
    }

    Knowledge known() {
        return known;
    }

    @Nullable Facts facts() {
        return known.facts();
    }

    TrustedKeys keys() {
        return keys;
    }

    void trust(TrustedKeys others) {
        keys = others;
    }

    void under(OfflineTerms terms) {
        learn(before -> before.under(terms));
    }
}
