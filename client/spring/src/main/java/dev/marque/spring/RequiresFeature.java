package dev.marque.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of this method, or of all public methods of this bean, need a valid license with these features. Otherwise they throw
 * {@link dev.marque.sdk.LicenseException}; web requests are answered with 403 and a problem. As with everything that Spring
 * puts around beans, a bean's calls of its own methods are not looked at.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresFeature {

    /** Codes, all of which the license has to include; none for a valid license alone. */
    String[] value() default {};

    /** The meter that counts calls that pass; none if it is empty. */
    String count() default "";
}
