package dev.marque.keys.validation;

/** What a request can say about itself, and a license can want to be told. */
public enum Scope {
    PRODUCT(Code.PRODUCT_REQUIRED),
    POLICY(Code.POLICY_REQUIRED),
    FINGERPRINT(Code.FINGERPRINT_REQUIRED),
    MACHINE(Code.MACHINE_REQUIRED),
    COMPONENTS(Code.COMPONENTS_REQUIRED),
    VERSION(Code.VERSION_REQUIRED),
    CHECKSUM(Code.CHECKSUM_REQUIRED),
    ENVIRONMENT(Code.ENVIRONMENT_REQUIRED);

    private final Code missing;

    Scope(Code missing) {
        this.missing = missing;
    }

    /** What is answered to a request that leaves it out. */
    public Code missing() {
        return missing;
    }

    /** Whether the request says it. */
    boolean in(ValidationRequest request) {
        return switch (this) {
            case PRODUCT -> request.productCode() != null;
            case POLICY -> request.scopes().policyId() != null;
            case FINGERPRINT ->
                request.fingerprint() != null
                        || !request.scopes().fingerprints().isEmpty();
            case MACHINE -> request.scopes().activationId() != null;
            case COMPONENTS ->
                !request.scopes().components().isEmpty()
                        || (request.fingerprint() != null
                                && !request.fingerprint().components().isEmpty());
            case VERSION -> request.version() != null;
            case CHECKSUM -> request.scopes().checksum() != null;
            case ENVIRONMENT -> request.scopes().environment() != null;
        };
    }
}
