package dev.marque.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that a caller needs. Every operation carries this or {@link OpenToAll}: one that carries neither is
 * refused at run time, and fails the build before.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {

    /** A permission's code, such as {@code licenses.read}. */
    String value();
}
