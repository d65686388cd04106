package dev.marque.platform.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * A setting that tenants have, declared once in the room that uses it. Its value is a JSON scalar; what is stored was
 * checked when it was set.
 *
 * @param name {@code <subject>.<what>}, stable: it is stored
 * @param range which values are accepted, for people
 * @param description what it does, for people
 * @param fallback the value of a tenant that did not set it
 * @param parse reads the text of a scalar; empty if it is out of range
 */
public record TenantSetting<T>(
        String name,
        SettingType type,
        String range,
        String description,
        Function<Handle, T> fallback,
        Function<String, Optional<T>> parse) {

    public TenantSetting {
        if (!name.matches("[a-z]+\\.[a-z-]+")) {
            throw new IllegalArgumentException("a setting is <subject>.<what>, not " + name);
        }
    }

    /** A whole number. */
    public static TenantSetting<Integer> number(String name, int fallback, int least, int most, String description) {
        return new TenantSetting<>(
                name,
                SettingType.NUMBER,
                least + " to " + most,
                description,
                transaction -> fallback,
                text -> Optional.of(text)
                        .filter(digits -> digits.matches("[0-9]{1,9}"))
                        .map(Integer::valueOf)
                        .filter(value -> value >= least && value <= most));
    }

    /** A time span in ISO 8601, such as {@code P7D}. */
    public static TenantSetting<Duration> duration(
            String name, Duration fallback, Duration least, Duration most, String description) {
        return new TenantSetting<>(
                name,
                SettingType.DURATION,
                least + " to " + most,
                description,
                transaction -> fallback,
                text -> read(() -> Duration.parse(text))
                        .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0));
    }

    /** A time zone of the IANA data base, such as {@code Europe/Berlin}. */
    public static TenantSetting<ZoneId> zone(String name, Function<Handle, ZoneId> fallback, String description) {
        return new TenantSetting<>(
                name,
                SettingType.ZONE,
                "a zone of the IANA time zone database",
                description,
                fallback,
                text -> read(() -> ZoneId.of(text)));
    }

    /** Yes or no. */
    public static TenantSetting<Boolean> flag(String name, boolean fallback, String description) {
        return new TenantSetting<>(
                name, SettingType.BOOLEAN, "true or false", description, transaction -> fallback, text -> Optional.of(
                                text)
                        .filter(word -> word.matches("true|false"))
                        .map(Boolean::valueOf));
    }

    private static <V> Optional<V> read(java.util.function.Supplier<V> reading) {
        try {
            return Optional.of(reading.get());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** The value in the tenant of this transaction. */
    public T in(Handle transaction) {
        return chosen(transaction).orElseGet(() -> fallback.apply(transaction));
    }

    /** The value that the tenant of this transaction chose; empty if it chose none. */
    public Optional<T> chosen(Handle transaction) {
        return transaction
                .createQuery("select value #>> '{}' from system_configuration where name = :name and value is not null")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .flatMap(parse);
    }

    /** When the tenant of this transaction last set or reset it; empty for never. */
    public Optional<Instant> changedAt(Handle transaction) {
        return transaction
                .createQuery("select updated_at from system_configuration where name = :name")
                .bind("name", name)
                .mapTo(Instant.class)
                .findOne();
    }

    /** Whether this may be set: the JSON kind fits the type, and the value is in range. */
    boolean accepts(JsonNode value) {
        boolean kindFits =
                switch (type) {
                    case NUMBER -> value.isIntegralNumber();
                    case BOOLEAN -> value.isBoolean();
                    case DURATION, ZONE -> value.isTextual();
                };
        return kindFits && parse.apply(value.asText()).isPresent();
    }
}
