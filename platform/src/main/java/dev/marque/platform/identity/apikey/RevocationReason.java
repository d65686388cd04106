package dev.marque.platform.identity.apikey;

/** Why a key was ended before its time. */
public enum RevocationReason {
    /** Somebody who manages keys did not want it any more. */
    REQUESTED,
    /** It was seen where it should not be. */
    LEAKED,
    /** It was made by a key that leaked, so perhaps by whoever found that one. */
    MADE_BY_LEAKED_KEY,
    /** The service account that it belonged to was deleted. */
    OWNER_DELETED
}
