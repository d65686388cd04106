package dev.marque.licensing.meter;

import dev.marque.platform.identity.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What one of many asks of a meter of the calling license.
 *
 * @param traceparent of the call; null if it is not traced
 */
record Wish(Actor by, Call call, Ask ask, @Nullable String traceparent) {

    /** What it asks for, in a form that can be kept and compared. */
    String content() {
        return ask.content(call.word());
    }
}
