package dev.marque.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a write that is more than one transaction and goes on where it ended when it is sent again, known by its address:
 * an {@code Idempotency-Key} would add nothing to that, and is not looked at.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Resumable {}
