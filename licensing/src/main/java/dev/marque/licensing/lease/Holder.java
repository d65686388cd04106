package dev.marque.licensing.lease;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.licensing.policy.Leasing;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a seat.
 *
 * @param process tells the processes of one machine apart
 * @param user as the program knows them
 */
public record Holder(
        Fingerprint machine,
        @Nullable String process,
        @Nullable String user) {

    /**
     * What the same holder has in common from call to call.
     *
     * @throws ProblemException INVALID_INPUT if it does not say what the license's leasing goes by
     */
    String key(Leasing leasing) {
        return switch (leasing) {
            case PER_MACHINE -> machine.value();
            // No fingerprint has a line feed, so no two holders have the same key.
            case PER_PROCESS -> machine.value() + "\n" + required("/process", process);
            case PER_USER -> required("/user", user);
        };
    }

    private static String required(String pointer, @Nullable String text) {
        if (text == null) {
            throw ProblemException.invalid(
                    FieldError.inBody(pointer, "must be given, since the license is leased by it"));
        }
        return text;
    }
}
