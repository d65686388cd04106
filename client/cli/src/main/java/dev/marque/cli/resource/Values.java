package dev.marque.cli.resource;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.contract.Parameter;
import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Host;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what was typed for a field into what the API takes. */
final class Values {

    private Values() {}

    /**
     * The value of an option; empty if it was not given.
     *
     * @throws Failure for what the field cannot hold
     */
    static Optional<Object> of(Parameter parameter, Invocation invocation) {
        String option = parameter.option();
        if (!invocation.has(option)) {
            return Optional.empty();
        }
        Host host = invocation.host();
        return switch (parameter.kind()) {
            case LIST -> Optional.of(invocation.texts(option));
            case MAP -> Optional.of(pairs(invocation.pairs(option), Values::jsonOrText));
            case TEXTS -> Optional.of(pairs(invocation.pairs(option), text -> text));
            case TEXT -> invocation.text(option).map(text -> oneOf(parameter, contents(text, host)));
            case TIME -> invocation.text(option).map(text -> time(option, text));
            case NUMBER -> invocation.text(option).map(text -> number(option, text));
            case FLAG -> invocation.text(option).map(text -> flag(option, text));
            case JSON -> invocation.text(option).map(text -> json(parameter, contents(text, host)));
        };
    }

    /** {@code @file} is the contents of the file, {@code @-} of the input, {@code @@} an at sign. */
    static String contents(String text, Host host) {
        if (text.startsWith("@@")) {
            return text.substring(1);
        }
        return text.startsWith("@") && text.length() > 1
                ? host.read(text.substring(1)).stripTrailing()
                : text;
    }

    /** Among values that are known, {@code in-grace} will do for {@code IN_GRACE}. */
    private static String oneOf(Parameter parameter, String text) {
        String loud = text.toUpperCase(Locale.ROOT).replace('-', '_');
        if (parameter.values().isEmpty() || parameter.values().contains(text)) {
            return text;
        }
        if (parameter.values().contains(loud)) {
            return loud;
        }
        throw Failure.usage(
                parameter.option() + " cannot be " + text + ".", "One of " + String.join(", ", parameter.values()));
    }

    private static String time(String option, String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toString()
                    : OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException _) {
            throw Failure.usage(option + " is a day or a point in time: 2027-01-31, or 2027-01-31T12:00:00Z.");
        }
    }

    private static Object number(String option, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            throw Failure.usage(option + " is a number, not " + text + ".");
        }
    }

    private static Boolean flag(String option, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw Failure.usage(option + " is true or false, not " + text + ".");
        };
    }

    private static Map<String, @Nullable Object> pairs(Map<?, ?> typed, Function<String, @Nullable Object> read) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        typed.forEach((name, value) -> fields.put(String.valueOf(name), read.apply(String.valueOf(value))));
        return fields;
    }

    private static Object json(Parameter parameter, String text) {
        if (parameter.name().equals("fingerprint") && !text.startsWith("{")) {
            return Map.of("value", text);
        }
        // Only what has to be an object or a list is refused as anything else.
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                Object value = Json.read(text);
                return value == null ? "" : value;
            } catch (JsonException e) {
                throw Failure.usage(parameter.option() + " is no JSON: " + e.getMessage() + ".");
            }
        }
        Object value = jsonOrText(text);
        return value == null ? text : value;
    }

    private static @Nullable Object jsonOrText(String text) {
        try {
            return Json.read(text);
        } catch (JsonException _) {
            return text;
        }
    }

    /**
     * The fields of {@code --body}: JSON, {@code @file}, or {@code -} for the input.
     *
     * @throws Failure if it is no object
     */
    static Map<String, @Nullable Object> body(String text, Host host) {
        String json = text.equals("-") ? host.read("-") : contents(text, host);
        try {
            return new LinkedHashMap<>(Json.readObject(json));
        } catch (JsonException e) {
            throw Failure.usage("--body is no JSON object: " + e.getMessage() + ".");
        }
    }
}
