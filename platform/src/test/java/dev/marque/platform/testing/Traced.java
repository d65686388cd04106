package dev.marque.platform.testing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;

/** A trace that is recorded, without anybody to whom it is sent. */
public final class Traced {

    /** Of the trace. */
    public static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private Traced() {}

    /** Does it as part of the trace. */
    public static void run(Runnable work) {
        Span span =
                Span.wrap(SpanContext.create(ID, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault()));
        try (Scope _ = span.makeCurrent()) {
            work.run();
        }
    }
}
