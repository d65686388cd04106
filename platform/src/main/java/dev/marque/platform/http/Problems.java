package dev.marque.platform.http;

import dev.marque.kernel.problem.ProblemType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems that an operation has beyond those that follow from its shape (credentials, permission, body, record
 * id). OpenAPI lists both.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Problems {

    ProblemType[] value();
}
