package dev.marque.licensing.policy;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Groups that can be served together: each name once, none reserves more than it may have, and not more than there is. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Constraint(validatedBy = GroupsFit.Check.class)
public @interface GroupsFit {

    String message() default
            "groups must have different names, reserve no more than their max, and together no more than the seats";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check. What is missing is left to the checks of the fields. */
    final class Check implements ConstraintValidator<GroupsFit, FloatingRules> {

        @Override
        public boolean isValid(@Nullable FloatingRules rules, ConstraintValidatorContext context) {
            return rules == null || (Object) rules.seats() == null || fit(rules);
        }

        static boolean fit(FloatingRules rules) {
            List<FloatingGroup> groups =
                    rules.groups().stream().filter(Objects::nonNull).toList();
            return groups.stream().map(FloatingGroup::name).distinct().count() == groups.size()
                    && groups.stream().allMatch(group -> group.max() == null || group.reserved() <= group.max())
                    && groups.stream().mapToLong(FloatingGroup::reserved).sum() <= rules.seats();
        }
    }
}
