package dev.marque.cli.output;

import java.util.Locale;
import java.util.Set;

/** Colours, if there are any. */
public record Style(boolean colours) {

    private static final Set<String> GOOD = Set.of("active", "valid", "good", "delivered", "ok", "alive", "granted");
    private static final Set<String> DOUBTFUL =
            Set.of("in_grace", "suspended", "waiting", "running", "pending", "expired_allowed", "warning", "open");
    private static final Set<String> BAD =
            Set.of("revoked", "expired", "failed", "dead", "archived", "deleting", "fault", "refused");

    public String bold(String text) {
        return in("1", text);
    }

    public String red(String text) {
        return in("31", text);
    }

    public String green(String text) {
        return in("32", text);
    }

    public String yellow(String text) {
        return in("33", text);
    }

    /** A word in the colour of what it says about a record; others as they are. */
    public String state(String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        if (GOOD.contains(lower)) {
            return green(word);
        }
        if (DOUBTFUL.contains(lower)) {
            return yellow(word);
        }
        return BAD.contains(lower) ? red(word) : word;
    }

    private String in(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
