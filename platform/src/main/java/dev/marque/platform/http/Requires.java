package dev.marque.platform.http;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that a caller needs. Every operation carries this or {@link OpenToAll}: one that carries neither is
 * refused at run time, and fails the build before. It binds interceptors, so that what holds for every call of a known
 * caller (idempotency) needs no annotation of its own; {@code TYPE} is for those interceptors.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requires {

    /** A permission's code, such as {@code licenses.read}. */
    @Nonbinding
    String value();
}
