package dev.marque.platform.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A counter with one label. Its values are the constants of an enum, so that no tenant, address or id can ever become a
 * label: the number of time series is known when the program is compiled. Thread-safe.
 */
public final class Counted<E extends Enum<E>> {

    private final String name;
    private final String label;
    private final E[] values;
    private final String description;
    /** Looked up once: some of them count with every call. */
    private final AtomicReferenceArray<@Nullable Counter> counters;

    private Counted(String name, String label, E[] values, String description) {
        this.name = name;
        this.label = label;
        this.values = values;
        this.description = description;
        this.counters = new AtomicReferenceArray<>(values.length);
    }

    /**
     * Counts nothing yet.
     *
     * @param name with dots; {@code /metrics} shows {@code marque.sign.ins} as {@code marque_sign_ins_total}
     * @param type whose constants are all that it counts by
     */
    public static <E extends Enum<E>> Counted<E> by(Class<E> type, String name, String label, String description) {
        return new Counted<>(name, label, type.getEnumConstants(), description);
    }

    /** Counts one. */
    public void add(E value) {
        Counter known = counters.get(value.ordinal());
        (known == null ? register(value) : known).increment();
    }

    /** Shows every value from now on, also those that have not come yet: a rate needs a zero to start from. */
    public void show() {
        for (E value : values) {
            register(value);
        }
    }

    private Counter register(E value) {
        Counter counter = Counter.builder(name)
                .tag(label, value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .description(description)
                .register(Metrics.globalRegistry);
        counters.set(value.ordinal(), counter);
        return counter;
    }
}
