package dev.marque.licensing.edit;

/** The bounds that inputs of this room have in common, for Bean Validation's annotations. */
public final class Inputs {

    /** The longest name of anything. */
    public static final int NAME = 200;

    /** Something that is not only white space. */
    public static final String NOT_BLANK = "(?s).*\\S.*";

    public static final String NOT_BLANK_MESSAGE = "must not be blank";

    /** The code of a feature or the name of a limit. */
    public static final String CODE = "[a-z0-9][a-z0-9._-]{0,62}";

    public static final String CODE_MESSAGE = "must be 1 to 63 of a-z, 0-9, dot, hyphen and underscore";

    /** How many features, or limits, something may have. */
    public static final int CODES = 100;

    private Inputs() {}
}
