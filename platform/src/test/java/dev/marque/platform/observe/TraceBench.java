package dev.marque.platform.observe;

import io.opentelemetry.api.trace.SpanKind;
import java.util.function.LongSupplier;

/** What tracing costs where nothing is traced. Run by hand; docs/metrics.md has the figures. */
final class TraceBench {

    private static final int CALLS = 20_000_000;

    private TraceBench() {}

    public static void main(String[] arguments) {
        for (int round = 0; round < 3; round++) {
            System.out.printf("asked for the trace:  %5.1f ns%n", nanosEach(TraceBench::ask));
            System.out.printf("going on with none:   %5.1f ns%n", nanosEach(TraceBench::goOn));
        }
    }

    private static long ask() {
        return TraceContext.current() == null ? 1 : 0;
    }

    private static long goOn() {
        return TraceContext.continued(null, "name", SpanKind.CONSUMER, () -> 1L);
    }

    private static double nanosEach(LongSupplier call) {
        long start = System.nanoTime();
        long sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += call.getAsLong();
        }
        if (sum != CALLS) {
            throw new IllegalStateException("something was traced");
        }
        return (System.nanoTime() - start) / (double) CALLS;
    }
}
