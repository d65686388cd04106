package dev.marque.platform.http;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed parameters. In a path, a text that cannot be an id names nothing: 404. In a query it is bad input, and
 * the problem says which parameter.
 */
@Provider
public class ParameterConverters implements ParamConverterProvider {

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        if (type == UUID.class) {
            return new Converter<>(annotations, "must be an id", text -> type.cast(uuid(text)));
        }
        if (type.isEnum()) {
            String names =
                    Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
            return new Converter<>(annotations, "must be one of " + names, text -> constant(type, text));
        }
        return null;
    }

    private static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        // fromString takes short forms such as 1-1-1-1-1, which no client means.
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not the full form");
        }
        return id;
    }

    private static <T> T constant(Class<T> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private record Converter<T>(Annotation[] annotations, String expectation, Function<String, T> read)
            implements ParamConverter<T> {

        @Override
        public @Nullable T fromString(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                return read.apply(text);
            } catch (IllegalArgumentException notReadable) {
                for (Annotation annotation : annotations) {
                    if (annotation instanceof QueryParam query) {
                        // Wrapped, since the server takes anything else for an address that does not exist.
                        throw new WebApplicationException(
                                ProblemException.invalid(FieldError.inParameter(query.value(), expectation)));
                    }
                    if (annotation instanceof PathParam) {
                        throw new NotFoundException();
                    }
                }
                throw notReadable;
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
