package dev.marque.platform.limits.http;

import dev.marque.platform.limits.Limit;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Counts an operation against a limit of its own, besides those that every call counts against. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Limited {

    /** {@link Limit#SIGN_IN} or {@link Limit#EXPORT}; counted by caller, and by address for operations that are open to all. */
    Limit value();
}
