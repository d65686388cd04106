package dev.marque.cli.start;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * Starts the program where Java is new enough, and otherwise says plainly which one it needs. Compiled for Java 11, so it may
 * name nothing else of the program: that is for {@value #NEEDED}.
 */
public final class Start {

    /** What all the rest is compiled for. */
    static final int NEEDED = 25;

    /** As when anything else fails (docs/cli.md). */
    private static final int FAILED = 10;

    private static final String PROGRAM = "dev.marque.cli.Main";

    private Start() {}

    public static void main(String... arguments) throws Throwable {
        Optional<String> refusal = refusal(
                Runtime.version().feature(), System.getProperty("java.version"), System.getProperty("java.home"));
        if (refusal.isPresent()) {
            System.err.println(refusal.get());
            System.exit(FAILED);
        }
        try {
            Class.forName(PROGRAM).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** What there is to say about this Java; nothing if it will do. */
    static Optional<String> refusal(int feature, String version, String home) {
        return feature >= NEEDED
                ? Optional.empty()
                : Optional.of("marque needs Java " + NEEDED + " or later; this is Java " + version + " in " + home
                        + ".\n  Install Java " + NEEDED
                        + ", or take the distribution of Marque, which has its own.");
    }
}
