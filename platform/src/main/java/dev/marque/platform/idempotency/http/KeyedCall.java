package dev.marque.platform.idempotency.http;

import dev.marque.platform.observe.Counted;

/** What became of a call with an {@code Idempotency-Key}. */
public enum KeyedCall {
    /** It was run. */
    RAN,
    /** It had been run before, and was answered from what was stored. */
    REPLAYED,
    /** Its key came before with another request. */
    REUSED,
    /** Another call with its key was under way for too long. */
    BUSY;

    public static final Counted<KeyedCall> CALLS = Counted.by(
            KeyedCall.class,
            "marque.idempotent.calls",
            "outcome",
            "Calls with an Idempotency-Key, by what became of them");
}
