package dev.marque.platform.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How callers know the parameters of operations that are not in the body. */
final class ParameterNames {

    private ParameterNames() {}

    /** The name of the parameter that breaks a constraint; empty if it is the body, or something in it. */
    static Optional<String> of(ConstraintViolation<?> violation) {
        Iterator<Path.Node> steps = violation.getPropertyPath().iterator();
        Path.Node operation = steps.next();
        if (operation.getKind() != ElementKind.METHOD || !steps.hasNext()) {
            return Optional.empty();
        }
        Path.Node parameter = steps.next();
        return parameter.getKind() == ElementKind.PARAMETER
                ? name(
                        violation.getRootBeanClass(),
                        operation.as(Path.MethodNode.class),
                        parameter.as(Path.ParameterNode.class).getParameterIndex())
                : Optional.empty();
    }

    /** The server may have made a class of its own out of the resource: the annotations are where it was written. */
    private static Optional<String> name(Class<?> resource, Path.MethodNode operation, int index) {
        Class<?>[] types = operation.getParameterTypes().toArray(Class<?>[]::new);
        return Stream.<Class<?>>iterate(resource, type -> type != null, Class::getSuperclass)
                .map(type -> declared(type, operation.getName(), types))
                .flatMap(Optional::stream)
                .flatMap(method -> Arrays.stream(method.getParameterAnnotations()[index]))
                .map(ParameterNames::name)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Method> declared(Class<?> type, String name, Class<?>[] types) {
        try {
            return Optional.of(type.getDeclaredMethod(name, types));
        } catch (NoSuchMethodException inherited) {
            return Optional.empty();
        }
    }

    private static Optional<String> name(@Nullable Annotation annotation) {
        return switch (annotation) {
            case QueryParam query -> Optional.of(query.value());
            case PathParam path -> Optional.of(path.value());
            case HeaderParam header -> Optional.of(header.value());
            case null, default -> Optional.empty();
        };
    }
}
