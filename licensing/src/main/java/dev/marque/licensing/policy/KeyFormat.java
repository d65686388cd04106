package dev.marque.licensing.policy;

/** What a license key looks like. */
public enum KeyFormat {
    /** {@code <PREFIX>-<base64url of a token>-<checksum>}: an installation can read and check it offline. */
    JWT,
    /** {@code key/<data>.<signature>}: as Keygen's client libraries check it offline. */
    SIGNED,
    /** Five short groups, to be typed from paper. */
    RANDOM
}
