package dev.marque.platform.idempotency;

/** What a key turned out to be when a write came with it. */
public sealed interface Claim {

    /** It is new, or was forgotten: the write is to be done now. Nobody else gets this until the transaction ends. */
    record Fresh() implements Claim {}

    /** The write was done before; this is what was answered. */
    record Done(StoredAnswer answer) implements Claim {}

    /** Another request was made with this key. */
    record Reused() implements Claim {}

    /** The first request with this key is being worked on at this moment. */
    record Busy() implements Claim {}
}
