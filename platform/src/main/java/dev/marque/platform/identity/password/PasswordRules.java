package dev.marque.platform.identity.password;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a password must be like, wherever one is set. Length and how hard it is to guess count; kinds of characters do
 * not (NIST SP 800-63B, 5.1.1.2). Thread-safe.
 */
public final class PasswordRules {

    public static final int MIN_LENGTH = 12;
    public static final int MAX_LENGTH = 200;

    /** Of 0 to 4. From 3 on, guessing takes more than 10^8 tries in the estimator's model. */
    private static final int MIN_SCORE = 3;

    /** The estimator's time grows with the square of the length; what comes later only adds strength. */
    private static final int ESTIMATED_LENGTH = 64;

    private static final int SHORTEST_PERSONAL_WORD = 4;

    @FunctionalInterface
    private interface Rule {
        /** What is wrong, in words that fit after "The password"; never with a part of the password. */
        Optional<String> objection(String password, List<String> personal);
    }

    private final Zxcvbn estimator = new Zxcvbn();
    private final List<Rule> rules;

    public PasswordRules(BreachedPasswords breached) {
        this.rules = List.of(
                (password, personal) -> objectIf(
                        password.length() < MIN_LENGTH || password.length() > MAX_LENGTH,
                        "must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters"),
                this::tooEasy,
                (password, personal) ->
                        objectIf(breached.contains(password), "is in a list of passwords that leaked elsewhere"));
    }

    /**
     * Refuses a password that breaks a rule.
     *
     * @param pointer where the password stands in the request's body
     * @param personal what others know about the person, such as name and e-mail address
     * @throws ProblemException INVALID_INPUT that names the first rule that is broken
     */
    public void check(String pointer, String password, @Nullable String... personal) {
        List<String> words = words(personal);
        rules.stream()
                .flatMap(rule -> rule.objection(password, words).stream())
                .findFirst()
                .ifPresent(objection -> {
                    throw ProblemException.invalid(FieldError.inBody(pointer, objection));
                });
    }

    private Optional<String> tooEasy(String password, List<String> personal) {
        String estimated = password.substring(0, Math.min(password.length(), ESTIMATED_LENGTH));
        Strength strength = estimator.measure(estimated, personal);
        return objectIf(strength.getScore() < MIN_SCORE, "is too easy to guess" + hint(strength));
    }

    private static String hint(Strength strength) {
        String warning = strength.getFeedback().getWarning();
        return warning == null || warning.isBlank()
                ? ": make it longer, with words that do not belong together"
                : ": " + warning;
    }

    private static List<String> words(@Nullable String... personal) {
        List<String> words = new ArrayList<>(List.of("marque"));
        for (String text : personal) {
            if (text != null) {
                words.add(text);
                words.add(text.replaceFirst("@.*", ""));
                for (String word : text.split("[^\\p{L}\\p{N}]+", -1)) {
                    if (word.length() >= SHORTEST_PERSONAL_WORD) {
                        words.add(word);
                    }
                }
            }
        }
        return words;
    }

    private static Optional<String> objectIf(boolean broken, String objection) {
        return broken ? Optional.of(objection) : Optional.empty();
    }
}
