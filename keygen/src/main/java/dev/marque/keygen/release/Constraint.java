package dev.marque.keygen.release;

import dev.marque.keygen.wire.Failure;
import dev.marque.keys.validation.Version;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions somebody is ready to go to: {@code 2} or {@code 2.1} (that beginning, and not before it), or one or more of
 * {@code >=}, {@code >}, {@code <=}, {@code <}, {@code =}, {@code ~>} with a version, with commas between them.
 */
final class Constraint {

    private static final String PARAMETER = "constraint";
    private static final Pattern PART = Pattern.compile("(>=|<=|~>|>|<|=)?\\s*v?([0-9][0-9A-Za-z.+-]*)");

    /** One condition. */
    private record Part(String operator, Version version, int given) {

        boolean admits(Version other) {
            int order = other.compareTo(version);
            return switch (operator) {
                case ">=" -> order >= 0;
                case ">" -> order > 0;
                case "<=" -> order <= 0;
                case "<" -> order < 0;
                case "=" -> order == 0;
                case "~>" -> order >= 0 && sameBeginning(other, Math.max(1, given - 1));
                default -> order >= 0 && sameBeginning(other, given);
            };
        }

        private boolean sameBeginning(Version other, int numbers) {
            List<Long> mine = version.numbers();
            List<Long> theirs = other.numbers();
            int most = Math.min(numbers, Math.min(mine.size(), theirs.size()));
            return mine.subList(0, most).equals(theirs.subList(0, most));
        }
    }

    private final List<Part> parts;

    private Constraint(List<Part> parts) {
        this.parts = parts;
    }

    /** @throws Failure 400 for a text that is none */
    static Constraint of(String text) {
        return new Constraint(java.util.Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Constraint::part)
                .toList());
    }

    private static Part part(String text) {
        Matcher matcher = PART.matcher(text);
        if (!matcher.matches()) {
            throw invalid();
        }
        String version = matcher.group(2);
        int given = version.split("[-+]", 2)[0].split("\\.", -1).length;
        String operator = matcher.group(1);
        return new Part(
                operator == null ? "" : operator, Version.parse(version).orElseThrow(Constraint::invalid), given);
    }

    private static Failure invalid() {
        return Failure.badParameter(PARAMETER, "invalid constraint format", "CONSTRAINT_INVALID");
    }

    boolean admits(Version version) {
        return parts.stream().allMatch(part -> part.admits(version));
    }
}
