package dev.marque.platform.observe;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries a trace over what is stored, as a {@code traceparent} of W3C Trace Context (level 1). Where no trace is recorded,
 * nothing is stored, and whoever continues does so without a span.
 */
public final class TraceContext {

    /** The header in which it travels, and the column in which it waits. */
    public static final String TRACEPARENT = "traceparent";

    private static final String VERSION = "00";

    private TraceContext() {}

    /** What is done, and may fail as it likes. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, E extends Exception> {
        T run() throws E;
    }

    /** The current span as a {@code traceparent}; null if it is not recorded. */
    public static @Nullable String current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isSampled()
                ? String.join(
                        "-",
                        VERSION,
                        span.getTraceId(),
                        span.getSpanId(),
                        span.getTraceFlags().asHex())
                : null;
    }

    /**
     * Does what a stored trace led to, as a span of that trace. The span names the class of a failure and not its message,
     * which may quote data.
     *
     * @param name of the span
     */
    public static <T extends @Nullable Object, E extends Exception> T continued(
            @Nullable String traceparent, String name, SpanKind kind, Work<T, E> work) throws E {
        if (traceparent == null) {
            return work.run();
        }
        Span span = GlobalOpenTelemetry.getTracer("dev.marque")
                .spanBuilder(name)
                .setSpanKind(kind)
                .setParent(W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, FIELD))
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            return work.run();
        } catch (Throwable failure) {
            failed(span, failure);
            throw failure;
        } finally {
            span.end();
        }
    }

    /** Marks a span as failed. */
    public static void failed(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR)
                .setAttribute("error.type", failure.getClass().getName());
    }

    private static final TextMapGetter<String> FIELD = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return key.equals(TRACEPARENT) ? traceparent : null;
        }
    };
}
