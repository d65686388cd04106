package dev.marque.platform.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells operators what a setting does. The configuration reference is rendered from it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Setting {

    /** One or two sentences for operators. */
    String value();

    /** The environment variable, where it does not follow from the name of the setting. */
    String env() default "";

    /** What applies when nothing is set, in words, where it is not simply a value. */
    String otherwise() default "";

    /** Whether it must never be logged; operators are told to hand it over in a file. */
    boolean secret() default false;
}
