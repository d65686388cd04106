package dev.marque.platform.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Locale;

/**
 * A counter with one label. Its values are the constants of an enum, so that no tenant, address or id can ever become a
 * label: the number of time series is known when the program is compiled.
 *
 * @param name with dots; {@code /metrics} shows {@code marque.sign.ins} as {@code marque_sign_ins_total}
 * @param values all that it counts by
 */
public record Counted<E extends Enum<E>>(String name, String label, List<E> values, String description) {

    public Counted {
        values = List.copyOf(values);
    }

    public static <E extends Enum<E>> Counted<E> by(Class<E> type, String name, String label, String description) {
        return new Counted<>(name, label, List.of(type.getEnumConstants()), description);
    }

    /** Counts one. */
    public void add(E value) {
        counter(value).increment();
    }

    /** Shows every value from now on, also those that have not come yet: a rate needs a zero to start from. */
    public void show() {
        values.forEach(this::counter);
    }

    private Counter counter(E value) {
        return Counter.builder(name)
                .tag(label, value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .description(description)
                .register(Metrics.globalRegistry);
    }
}
