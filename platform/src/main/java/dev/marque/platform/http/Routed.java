package dev.marque.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The operation serves many addresses, by the room's {@link RouteTable}; each of its routes says which permission it takes.
 * For interfaces whose addresses somebody else decided on; our own operations carry {@link Requires}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Routed {}
