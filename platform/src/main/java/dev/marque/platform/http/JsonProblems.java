package dev.marque.platform.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.marque.kernel.problem.FieldError;
import dev.marque.platform.json.StorableText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says what is wrong with a JSON body in words that name the field. Jackson's own messages name Java classes and repeat
 * the value, which may be a secret.
 */
final class JsonProblems {

    private JsonProblems() {}

    /** What is wrong with which field; empty if the text as a whole is not JSON. */
    static Optional<FieldError> fieldError(JsonProcessingException failure) {
        if (!(failure instanceof JsonMappingException mapping) || isSyntax(failure)) {
            return Optional.empty();
        }
        return Optional.of(FieldError.inBody(pointer(mapping.getPath()), detail(mapping)));
    }

    /** Where the text stops being JSON. */
    static String where(JsonProcessingException failure) {
        JsonLocation place = failure.getLocation();
        return place == null
                ? "The body is not JSON that Marque reads."
                : "The body is not JSON that Marque reads, at line %d, column %d."
                        .formatted(place.getLineNr(), place.getColumnNr());
    }

    /** Jackson wraps a syntax error that it meets inside an object: the path is then beside the point. */
    private static boolean isSyntax(JsonProcessingException failure) {
        return failure.getCause() instanceof JsonProcessingException cause
                && !(cause instanceof JsonMappingException)
                && !(cause instanceof InputCoercionException);
    }

    private static String detail(JsonMappingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                "is not a field that is known here; known are "
                        + unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", "));
            case InvalidFormatException format -> "must be " + nameOf(format.getTargetType());
            case ValueInstantiationException value ->
                value.getCause() instanceof IllegalArgumentException own && own.getMessage() != null
                        ? own.getMessage()
                        : "has no acceptable value";
            case MismatchedInputException mismatch -> "must be " + nameOf(mismatch.getTargetType());
            default ->
                failure.getCause() instanceof InputCoercionException
                        ? "is a number out of range"
                        : "is not acceptable: " + failure.getOriginalMessage();
        };
    }

    private static String nameOf(Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "String", "CharSequence" -> "a text";
            case "int", "Integer" -> "a whole number between -2147483648 and 2147483647";
            case "long", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "Instant" -> "an instant such as 2026-11-22T12:00:00Z";
            case "Duration" -> "a duration such as PT15M or P7D (ISO 8601)";
            case "Period" -> "a period such as P1Y or P1M (ISO 8601)";
            case "UUID" -> "an id such as 0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10";
            case "URI" -> "an address such as https://example.com";
            case "List", "ArrayList", "Set", "HashSet" -> "a list";
            default -> "an object";
        };
    }

    /** Names come from the caller: what they hold that no answer could carry is replaced. */
    private static String pointer(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null
                        ? "/" + step.getIndex()
                        : "/"
                                + StorableText.repaired(step.getFieldName())
                                        .replace("~", "~0")
                                        .replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
