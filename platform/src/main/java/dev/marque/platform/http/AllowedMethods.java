package dev.marque.platform.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which methods an address takes. A 405 has to say so (RFC 9110, 15.5.6), and the server's own does not. Read once from
 * the annotations of the resources; immutable.
 */
@Singleton
public class AllowedMethods {

    private record Route(Pattern address, String method) {}

    private final List<Route> routes;

    @Inject
    public AllowedMethods(BeanManager beans) {
        this.routes = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(type -> Arrays.stream(type.getMethods()).flatMap(method -> routes(type, method)))
                .toList();
    }

    /** In alphabetical order; empty for an address that does not exist. */
    SortedSet<String> at(String path) {
        SortedSet<String> methods = routes.stream()
                .filter(route -> route.address().matcher(path).matches())
                .map(Route::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static Stream<Route> routes(Class<?> type, Method method) {
        String path = text(type.getAnnotation(Path.class)) + text(method.getAnnotation(Path.class));
        Pattern address = Pattern.compile(path.replace(".", "\\.").replaceAll("\\{[^/]+}", "[^/]+"));
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(annotation -> annotation.getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(verb -> new Route(address, verb.value()));
    }

    private static String text(@Nullable Path path) {
        return path == null ? "" : path.value();
    }
}
