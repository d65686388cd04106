package dev.marque.platform.identity.link;

import dev.marque.platform.tenant.Tenant;
import java.time.Duration;

/** What comes of an attempt to link an account of another tenant. */
public sealed interface LinkOutcome {

    /** From now on the person switches between the two. */
    record Linked(Tenant tenant) implements LinkOutcome {}

    /** The password fits; the account has a second factor, and its code was not sent. */
    record CodeNeeded() implements LinkOutcome {}

    /** Something does not fit; deliberately without telling what. */
    record Refused() implements LinkOutcome {}

    /** There were too many failures: nothing was looked at. */
    record Delayed(Duration retryAfter) implements LinkOutcome {}
}
