package dev.marque.platform.http;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.environment.Environments;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.tenant.EnvironmentCode;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * In which environment a call is made. People choose one by a header, call by call; a program with an API key and an
 * installation are in that of their key or license, whatever they choose.
 */
public final class ChosenEnvironment {

    /** The header that names the environment by its code; production if it is absent. */
    public static final String HEADER = "Marque-Environment";

    private ChosenEnvironment() {}

    /**
     * @param code as it came in the header
     * @throws ProblemException INVALID_INPUT if there is no such environment; ENVIRONMENT_MISMATCH if the caller belongs to
     *     another one
     */
    static Actor of(Actor caller, @Nullable String code, Supplier<Environments> environments) {
        if (code == null || code.equals(caller.environment().value())) {
            return caller;
        }
        if (caller.kind() != Actor.Kind.USER) {
            throw new ProblemException(
                    ProblemType.ENVIRONMENT_MISMATCH,
                    "The credentials belong to the environment " + caller.environment() + ".",
                    List.of(FieldError.inParameter(HEADER, "names another environment than that of the credentials")));
        }
        if (!EnvironmentCode.isValid(code)) {
            throw unknown();
        }
        Actor there = caller.in(new EnvironmentCode(code));
        if (!environments.get().isThere(there.where())) {
            throw unknown();
        }
        return there;
    }

    private static ProblemException unknown() {
        return ProblemException.invalid(FieldError.inParameter(HEADER, "names no environment of the tenant"));
    }
}
