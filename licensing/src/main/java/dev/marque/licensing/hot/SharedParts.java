package dev.marque.licensing.hot;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What many licenses have in common, by whose it is. A part that was changed knows it itself, so that no license has to be
 * looked for. Thread-safe.
 */
final class SharedParts<K, P extends Part> {

    private final ConcurrentMap<K, P> parts = new ConcurrentHashMap<>();
    /** How often anything was dropped: whoever read meanwhile cannot tell whether it was this. */
    private final AtomicLong drops = new AtomicLong();

    /** The part, if it is there and current; else it is read. */
    P get(K id, Predicate<? super P> isCurrent, Supplier<P> reader) {
        P known = parts.get(id);
        if (known != null && known.unchanged() && isCurrent.test(known)) {
            return known;
        }
        long before = drops.get();
        P read = reader.get();
        P kept = parts.compute(id, (any, other) -> drops.get() == before ? read : other);
        if (kept != read) {
            // Good for the license that is read now, but nobody may find it later.
            read.isChanged();
        }
        return read;
    }

    /** Drops all of those. There are as many parts as vendors, or their products, and they seldom change. */
    void drop(Predicate<? super K> which) {
        drops.incrementAndGet();
        parts.keySet().stream().filter(which).forEach(id -> {
            P known = parts.remove(id);
            if (known != null) {
                known.isChanged();
            }
        });
    }

    void dropAll() {
        drop(_ -> true);
    }
}
