package dev.marque.keys.validation;

/** What people decided about a license; what time decides is derived and never stored. */
public enum LicenseState {
    ACTIVE,
    SUSPENDED,
    REVOKED,
    ARCHIVED
}
