package dev.marque.licensing.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keys.validation.LicenseState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people may do to a license, and in which states. This is the whole state machine. */
public enum Transition {
    SUSPEND("suspended"),
    REINSTATE("reinstated"),
    REVOKE("revoked"),
    RENEW("renewed"),
    EXTEND("extended"),
    RENEW_MAINTENANCE("maintenance-renewed"),
    ARCHIVE("archived");

    private final String participle;

    Transition(String participle) {
        this.participle = participle;
    }

    /** The state that it leads to; empty where it is not possible. */
    public Optional<LicenseState> from(LicenseState state) {
        return switch (state) {
            case ACTIVE ->
                Optional.ofNullable(
                        switch (this) {
                            case SUSPEND -> LicenseState.SUSPENDED;
                            case REVOKE -> LicenseState.REVOKED;
                            case RENEW, EXTEND, RENEW_MAINTENANCE -> LicenseState.ACTIVE;
                            case ARCHIVE -> LicenseState.ARCHIVED;
                            case REINSTATE -> null;
                        });
            case SUSPENDED ->
                Optional.ofNullable(
                        switch (this) {
                            case REINSTATE -> LicenseState.ACTIVE;
                            case REVOKE -> LicenseState.REVOKED;
                            case RENEW, EXTEND, RENEW_MAINTENANCE -> LicenseState.SUSPENDED;
                            case ARCHIVE -> LicenseState.ARCHIVED;
                            case SUSPEND -> null;
                        });
            case REVOKED -> this == ARCHIVE ? Optional.of(LicenseState.ARCHIVED) : Optional.empty();
            case ARCHIVED -> Optional.empty();
        };
    }

    /** @throws ProblemException STATE_CONFLICT, telling the state and what is possible in it */
    LicenseState require(LicenseState state) {
        return from(state).orElseThrow(() -> conflict(state, word() + " is not possible"));
    }

    /** A refusal because of the state. */
    static ProblemException conflict(LicenseState state, String what) {
        String possible = Arrays.stream(values())
                .filter(transition -> transition.from(state).isPresent())
                .map(Transition::word)
                .collect(Collectors.joining(", "));
        return new ProblemException(
                ProblemType.STATE_CONFLICT,
                "The license is " + state + ": " + what + ". Possible now: "
                        + (possible.isEmpty() ? "nothing, this state is final" : possible) + ".");
    }

    /** The name of the change that it makes, as audit and events have it. */
    String action() {
        return "license." + participle;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
