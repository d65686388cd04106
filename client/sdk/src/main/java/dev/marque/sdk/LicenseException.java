package dev.marque.sdk;

/** The license does not allow what was asked for. */
public class LicenseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * A refusal.
     *
     * @param code as in {@link LicenseStatus}, {@code FEATURE_MISSING} or {@code LIMIT_EXCEEDED}
     * @param message for people, in English
     */
    public LicenseException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Why, for programs. */
    public String code() {
        return code;
    }
}
