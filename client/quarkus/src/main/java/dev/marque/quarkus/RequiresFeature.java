package dev.marque.quarkus;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of this method, or of all methods of this bean, need a valid license with these features. Otherwise they throw
 * {@link dev.marque.sdk.LicenseException}; requests by HTTP are answered with 403 and a problem.
 */
@InterceptorBinding
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresFeature {

    /** Codes, all of which the license has to include; none for a valid license alone. */
    @Nonbinding
    String[] value() default {};

    /** The meter that counts calls that pass; none if it is empty. */
    @Nonbinding
    String count() default "";
}
