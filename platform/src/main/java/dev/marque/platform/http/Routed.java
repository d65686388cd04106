package dev.marque.platform.http;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The operation serves many addresses, by the room's {@link RouteTable}; each of its routes says which permission it takes.
 * For interfaces whose addresses somebody else decided on; our own operations carry {@link Requires}. It binds interceptors, as
 * that does.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Routed {}
