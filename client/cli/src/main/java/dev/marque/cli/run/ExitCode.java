package dev.marque.cli.run;

/** How a command ended. Scripts switch on these numbers: they are kept. */
public enum ExitCode {
    OK(0, "Done."),
    REFUSED(1, "The license, file or seat was refused; the answer says why."),
    USAGE(2, "The command line or its input is wrong; nothing was changed."),
    NOT_SIGNED_IN(3, "Nobody is signed in, or the sign-in or key has ended."),
    NOT_ALLOWED(4, "The caller is known, but may not do this."),
    NOT_FOUND(5, "There is no such record, command or file."),
    CONFLICT(6, "The record is in a state that does not allow this, exists already, or was changed meanwhile."),
    SERVER_AWAY(7, "The server cannot be reached, or cannot answer right now."),
    TOO_MANY(8, "Too many calls, or too many failed attempts: wait."),
    FAULTS_FOUND(9, "doctor found something that has to be put right."),
    OTHER(10, "Anything else.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** 0 to 10. */
    public int number() {
        return number;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** What an HTTP status of 400 and above means. */
    public static ExitCode ofStatus(int status) {
        return switch (status) {
            case 400, 413, 415, 422 -> USAGE;
            case 401 -> NOT_SIGNED_IN;
            case 403 -> NOT_ALLOWED;
            case 404 -> NOT_FOUND;
            case 409, 412 -> CONFLICT;
            case 429 -> TOO_MANY;
            case 502, 503, 504 -> SERVER_AWAY;
            default -> OTHER;
        };
    }
}
