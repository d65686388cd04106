package dev.marque.sdk;

/** The license may be used, and does not include the feature. */
public final class FeatureMissingException extends LicenseException {

    private static final long serialVersionUID = 1;

    private final String feature;

    public FeatureMissingException(String feature) {
        super("FEATURE_MISSING", "The license does not include \"" + feature + "\".");
        this.feature = feature;
    }

    /** The feature's code. */
    public String feature() {
        return feature;
    }
}
