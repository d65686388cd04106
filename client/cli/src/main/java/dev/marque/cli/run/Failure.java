package dev.marque.cli.run;

import java.util.List;

/** A command cannot go on. What it says is for people; it holds no secrets. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final transient List<String> advice;

    /**
     * With what to do about it.
     *
     * @param advice lines that are shown below the message; may be none
     */
    public Failure(ExitCode code, String message, List<String> advice) {
        super(message);
        this.code = code;
        this.advice = List.copyOf(advice);
    }

    public Failure(ExitCode code, String message, String... advice) {
        this(code, message, List.of(advice));
    }

    public static Failure usage(String message, String... advice) {
        return new Failure(ExitCode.USAGE, message, advice);
    }

    public ExitCode code() {
        return code;
    }

    public List<String> advice() {
        return advice;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
