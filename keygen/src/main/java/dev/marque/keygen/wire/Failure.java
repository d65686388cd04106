package dev.marque.keygen.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a call with an error document. Thrown inside a transaction, it rolls the transaction back. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;

    private final int status;
    private final transient List<Fault> faults;

    public Failure(int status, List<Fault> faults) {
        // It is an answer, not a fault of ours: its stack trace would cost time and tell nothing.
        super(faults.getFirst().detail(), null, false, false);
        this.status = status;
        this.faults = List.copyOf(faults);
    }

    private Failure(int status, Fault fault) {
        this(status, List.of(fault));
    }

    /** A body that has not the form which it should have, at that pointer. */
    public static Failure badRequest(String pointer, String detail) {
        return new Failure(BAD_REQUEST, new Fault("Bad request", detail, null, new Fault.Pointer(pointer)));
    }

    /** A query parameter that cannot be taken. */
    public static Failure badParameter(String name, String detail, @Nullable String code) {
        return new Failure(BAD_REQUEST, new Fault("Bad request", detail, code, new Fault.Parameter(name)));
    }

    /** A header that cannot be taken. */
    public static Failure badHeader(String name, String detail, @Nullable String code) {
        return new Failure(BAD_REQUEST, new Fault("Bad request", detail, code, new Fault.Header(name)));
    }

    /** A call that is understood, and would take too much. */
    public static Failure tooMuch(String code, String detail) {
        return new Failure(BAD_REQUEST, new Fault("Bad request", detail, code, null));
    }

    /** A value that is well-formed, and cannot be. */
    public static Failure unprocessable(String pointer, String code, String detail) {
        return new Failure(
                UNPROCESSABLE, new Fault("Unprocessable resource", detail, code, new Fault.Pointer(pointer)));
    }

    /** An action that the record's state does not allow. */
    public static Failure unprocessable(String code, String detail) {
        return new Failure(UNPROCESSABLE, new Fault("Unprocessable entity", detail, code, null));
    }

    /** What Keygen has and Marque has not; says so instead of pretending. */
    public static Failure unsupported(String pointer, String detail) {
        return unprocessable(pointer, "NOT_SUPPORTED", detail);
    }

    /** No such record for this caller. */
    public static Failure notFound(String what, String id) {
        return new Failure(
                NOT_FOUND,
                new Fault("Not found", "The requested " + what + " '" + id + "' was not found", "NOT_FOUND", null));
    }

    /** No such address. */
    public static Failure noSuchEndpoint() {
        return new Failure(
                NOT_FOUND,
                new Fault(
                        "Not found",
                        "The requested endpoint was not found: check method, path and Accept header",
                        "NOT_FOUND",
                        null));
    }

    /** Who calls is not known. */
    public static Failure unauthorized(String code, String detail) {
        return new Failure(UNAUTHORIZED, new Fault("Unauthorized", detail, code, null));
    }

    /** Who calls is known, and may not. */
    public static Failure forbidden(@Nullable String code, String detail) {
        return new Failure(FORBIDDEN, new Fault("Access denied", detail, code, null));
    }

    /** A code such as {@code LICENSE_SUSPENDED}. */
    public static String code(String... words) {
        return String.join("_", words).replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    public int status() {
        return status;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** The error document. */
    public Map<String, @Nullable Object> document(String requestId) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("meta", Map.of("id", requestId));
        document.put("errors", faults.stream().map(Fault::json).toList());
        return document;
    }
}
