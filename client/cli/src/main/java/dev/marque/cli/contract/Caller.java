package dev.marque.cli.contract;

/** Who makes a call. */
public enum Caller {
    STAFF,
    /** A license key, or a token of the license. */
    INSTALLATION,
    ANYBODY
}
