package dev.marque.licensing.policy;

import dev.marque.kernel.time.Term;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A meter has a period that a calendar can count, if its kind wants one; and its limit from one place. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Constraint(validatedBy = PeriodFits.Check.class)
@interface PeriodFits {

    String message() default "does not fit";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check. */
    final class Check implements ConstraintValidator<PeriodFits, MeterRule> {

        @Override
        public boolean isValid(MeterRule rule, ConstraintValidatorContext context) {
            if (rule.limit() != null && rule.limitFrom() != null) {
                return refuse(context, "limitFrom", "goes without a limit of its own only");
            }
            String problem = problem(rule.kind(), rule.period());
            return problem == null || refuse(context, "period", problem);
        }

        private static boolean refuse(ConstraintValidatorContext context, String field, String problem) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(problem)
                    .addPropertyNode(field)
                    .addConstraintViolation();
            return false;
        }

        private static @Nullable String problem(@Nullable MeterKind kind, @Nullable Term period) {
            if (kind == MeterKind.TOTAL && period != null) {
                return "what is held now has no period";
            }
            if (period == null) {
                return kind == MeterKind.PER_PERIOD ? "is needed for PER_PERIOD" : null;
            }
            boolean months = period.period().toTotalMonths() > 0;
            boolean days = period.period().getDays() > 0;
            return !period.time().isZero() || months == days
                    ? "must be either days and weeks, or months and years, such as P1M"
                    : null;
        }
    }
}
