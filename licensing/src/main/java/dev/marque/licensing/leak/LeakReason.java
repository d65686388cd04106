package dev.marque.licensing.leak;

/** Why a key is suspected to have got around. */
public enum LeakReason {
    /** More different machines used it in a period than its rules expect. */
    TOO_MANY_FINGERPRINTS,
    /** It was used from more different addresses in a period than its rules expect. */
    TOO_MANY_ADDRESSES,
    /** One machine was in two countries within less time than a journey takes. */
    IMPOSSIBLE_TRAVEL
}
