package dev.marque.licensing.edit;

import dev.marque.licensing.rows.Lifetimes;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A duration between two bounds, both included; null is fine. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Constraint(validatedBy = Lasts.Check.class)
public @interface Lasts {

    /** ISO 8601, such as {@code PT1M}. */
    String min();

    /** ISO 8601, such as {@code P366D}. */
    String max();

    String message() default "must be {min} to {max}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check. */
    final class Check implements ConstraintValidator<Lasts, Duration> {

        private Duration min = Duration.ZERO;
        private Duration max = Duration.ZERO;

        @Override
        public void initialize(Lasts bounds) {
            min = Lifetimes.parse(bounds.min());
            max = Lifetimes.parse(bounds.max());
        }

        @Override
        public boolean isValid(@Nullable Duration duration, ConstraintValidatorContext context) {
            return duration == null || (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0);
        }
    }
}
