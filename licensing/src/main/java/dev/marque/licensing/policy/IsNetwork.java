package dev.marque.licensing.policy;

import dev.marque.kernel.net.Network;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A text is a network in CIDR notation. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Constraint(validatedBy = IsNetwork.Check.class)
@interface IsNetwork {

    String message() default
            "must be a network such as 203.0.113.0/24 or 2001:db8::/32, without bits behind its length";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check. */
    final class Check implements ConstraintValidator<IsNetwork, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            try {
                Network.parse(text);
                return true;
            } catch (IllegalArgumentException notInNotation) {
                return false;
            }
        }
    }
}
