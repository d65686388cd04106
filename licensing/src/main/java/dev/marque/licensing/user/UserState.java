package dev.marque.licensing.user;

/** How somebody stands to a license. */
public enum UserState {
    INVITED,
    ASSIGNED,
    /** Was a user, or was invited. */
    RELEASED
}
