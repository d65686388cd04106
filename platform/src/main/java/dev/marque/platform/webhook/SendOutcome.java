package dev.marque.platform.webhook;

import dev.marque.platform.observe.Counted;

/** What became of one attempt to deliver a message. */
public enum SendOutcome {
    DELIVERED,
    /** It is tried again. */
    FAILED,
    /** It was the last attempt. */
    GIVEN_UP;

    public static final Counted<SendOutcome> ATTEMPTS =
            Counted.by(SendOutcome.class, "marque.webhook.attempts", "outcome", "Attempts to deliver to a webhook");
}
