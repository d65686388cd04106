package dev.marque.platform.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders the page that tells operators what they may set, from the interfaces themselves. */
public final class ConfigurationReference {

    private ConfigurationReference() {}

    private record Entry(String env, String property, String type, String otherwise, String text, boolean secret) {}

    /** Markdown, ordered by the name of the variable. */
    public static String markdown(List<Class<?>> mappings) {
        List<Entry> entries = new ArrayList<>();
        for (Class<?> mapping : mappings) {
            ConfigMapping annotation = mapping.getAnnotation(ConfigMapping.class);
            if (annotation == null) {
                throw new IllegalArgumentException(mapping + " is no @ConfigMapping");
            }
            collect(mapping, annotation.prefix(), entries);
        }
        entries.sort(Comparator.comparing(Entry::env));
        StringBuilder page = new StringBuilder("""
                # Configuration

                Generated from the configuration interfaces; do not edit. Everything is set by environment variables.
                Instead of a variable, the same name with `_FILE` may point at a file that holds the value: do this
                for what is marked secret.

                | variable | default | type | meaning |
                | --- | --- | --- | --- |
                """);
        for (Entry e : entries) {
            page.append("| `%s` | %s | %s | %s%s Property: `%s`. |%n"
                    .formatted(e.env, e.otherwise, e.type, e.secret ? "**Secret.** " : "", e.text, e.property));
        }
        return page.toString();
    }

    private static void collect(Class<?> type, String prefix, List<Entry> into) {
        for (Method method : type.getMethods()) {
            WithName named = method.getAnnotation(WithName.class);
            String property = prefix + "." + (named != null ? named.value() : dashed(method.getName()));
            Setting setting = method.getAnnotation(Setting.class);
            if (setting == null) {
                if (!method.getReturnType().isInterface()
                        || method.getReturnType().getName().startsWith("java.")) {
                    throw new IllegalStateException(method + " needs a @Setting that tells operators what it does");
                }
                collect(method.getReturnType(), property, into);
                continue;
            }
            WithDefault value = method.getAnnotation(WithDefault.class);
            String otherwise = !setting.otherwise().isEmpty()
                    ? setting.otherwise()
                    : value != null ? "`" + value.value() + "`" : "none";
            String env = setting.env().isEmpty()
                    ? property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")
                    : setting.env();
            into.add(new Entry(
                    env,
                    property,
                    describe(method.getGenericReturnType()),
                    otherwise,
                    setting.value(),
                    setting.secret()));
        }
    }

    private static String describe(Type type) {
        if (type instanceof ParameterizedType generic) {
            String inner = describe(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == Optional.class ? inner : "list of " + inner;
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            return Arrays.stream(plain.getEnumConstants())
                    .map(c -> "`" + dashed(c.toString().toLowerCase(Locale.ROOT)) + "`")
                    .collect(Collectors.joining(", "));
        }
        return switch (type.getTypeName()) {
            case "java.lang.String" -> "text";
            case "java.net.URI" -> "URL";
            case "java.nio.file.Path" -> "file";
            case "int", "long", "java.lang.Integer" -> "number";
            case "boolean" -> "`true`, `false`";
            case "java.time.Duration" -> "duration";
            default -> ((Class<?>) type).getSimpleName();
        };
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
