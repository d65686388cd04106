package dev.marque.keygen.catalog;

import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keys.license.SignedKeyScheme;
import dev.marque.licensing.policy.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What can be said of a policy, and what Marque has no counterpart for. */
final class PolicyChecks {

    private static final Set<String> INTERVALS = Set.of("day", "week", "month", "year");

    /** Words that this room itself acts on. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "componentUniquenessStrategy", Set.of("UNIQUE_PER_MACHINE", "UNIQUE_PER_LICENSE"),
            "componentMatchingStrategy", Set.of("MATCH_ANY", "MATCH_TWO", "MATCH_MOST", "MATCH_ALL"),
            "processLeasingStrategy", Set.of("PER_MACHINE", "PER_LICENSE"),
            "machineLeasingStrategy", Set.of("PER_LICENSE"),
            "checkInInterval", INTERVALS);

    private PolicyChecks() {}

    static void check(Fields attributes) {
        for (String flag : List.of("usePool", "encrypted")) {
            if (attributes.flag(flag).orElse(false)) {
                throw Failure.unsupported(attributes.at(flag), "is not supported: keys are made when licenses are");
            }
        }
        for (String flag : List.of("strict", "floating", "protected", "requireCheckIn")) {
            attributes.flag(flag);
        }
        ALLOWED.forEach((name, words) -> attributes
                .text(name)
                .filter(word -> !words.contains(word))
                .ifPresent(_ -> {
                    throw Failure.unprocessable(
                            attributes.at(name),
                            Failure.code(name, "NOT_ALLOWED"),
                            "unsupported value; supported are "
                                    + words.stream().sorted().toList());
                }));
        for (String number : List.of("maxCores", "maxMemory", "maxDisk", "maxProcesses", "checkInIntervalCount")) {
            attributes.number(number).filter(value -> value < 1).ifPresent(_ -> {
                throw Failure.unprocessable(
                        attributes.at(number), Failure.code(number, "INVALID"), "must be greater than or equal to 1");
            });
        }
        boolean checksIn = attributes.flag("requireCheckIn").orElse(false);
        if (checksIn && attributes.text("checkInInterval").isEmpty()) {
            throw Failure.unprocessable(
                    attributes.at("checkInInterval"), "CHECK_IN_INTERVAL_NOT_ALLOWED", "is needed for check-ins");
        }
    }

    /** What stays as it is. */
    static void checkChange(Fields sent, Policy before) {
        String scheme = PolicyView.scheme(before);
        if (sent.has("scheme") && !Objects.equals(sent.text("scheme").orElse(null), scheme)) {
            throw Failure.unsupported(sent.at("scheme"), "stays as it is: licenses have keys of it");
        }
    }

    /** Empty for keys that are not signed. */
    static Optional<SignedKeyScheme> scheme(Fields attributes) {
        return attributes.text("scheme").map(scheme -> Arrays.stream(SignedKeyScheme.values())
                .filter(known -> known.name().equals(scheme))
                .findFirst()
                .orElseThrow(() -> Failure.unprocessable(
                        attributes.at("scheme"), "SCHEME_NOT_ALLOWED", "unsupported encryption scheme")));
    }
}
