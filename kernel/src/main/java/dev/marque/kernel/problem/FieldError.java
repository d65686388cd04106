package dev.marque.kernel.problem;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one part of the input. Exactly one of pointer and parameter is set.
 *
 * @param pointer JSON pointer (RFC 6901) into the body, {@code ""} for the body as a whole
 * @param parameter name of a query, path or header parameter
 * @param detail what is wrong, in words for people; never repeats the refused value, which may be a secret
 */
public record FieldError(@Nullable String pointer, @Nullable String parameter, String detail) {

    public FieldError {
        if ((pointer == null) == (parameter == null)) {
            throw new IllegalArgumentException("either a pointer or a parameter");
        }
    }

    public static FieldError inBody(String pointer, String detail) {
        return new FieldError(pointer, null, detail);
    }

    public static FieldError inParameter(String name, String detail) {
        return new FieldError(null, name, detail);
    }
}
