package dev.marque.platform.database;

import dev.marque.platform.observe.TraceContext;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as a span of the trace that it belongs to, named after the method that asked for it. Outside a recorded
 * trace (polling, or tracing is off) there is none, and nothing is paid but the question.
 */
final class TransactionSpan {

    private static final String OUR_CODE = "dev.marque.";
    private static final String THIS_PACKAGE = TransactionSpan.class.getPackageName() + ".";

    private TransactionSpan() {}

    static <T extends @Nullable Object> T around(Supplier<T> transaction) {
        if (!Span.current().isRecording()) {
            return transaction.get();
        }
        Span span = GlobalOpenTelemetry.getTracer("dev.marque.database")
                .spanBuilder(caller())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.system.name", "postgresql")
                .startSpan();
        AtomicInteger statements = new AtomicInteger();
        try (Scope _ = span.makeCurrent()) {
            return ScopedValue.where(StatementLog.COUNT, statements).call(transaction::get);
        } catch (Throwable failure) {
            TraceContext.failed(span, failure);
            throw failure;
        } finally {
            span.setAttribute("marque.database.statements", statements.get());
            span.end();
        }
    }

    /** {@code Licenses.suspend}: the nearest method of a room on the stack. */
    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().startsWith(OUR_CODE)
                                && !frame.getClassName().startsWith(THIS_PACKAGE))
                        .findFirst())
                .map(frame -> simple(frame.getClassName()) + "." + method(frame.getMethodName()))
                .orElse("transaction");
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** A lambda is named after the method that it stands in. */
    private static String method(String name) {
        return name.startsWith("lambda$") ? name.split("\\$", -1)[1] : name;
    }
}
