package dev.marque.keygen.route;

import dev.marque.kernel.problem.FieldError;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fault;
import dev.marque.keygen.wire.Fault.Header;
import dev.marque.keygen.wire.Fault.Parameter;
import dev.marque.keygen.wire.Fault.Place;
import dev.marque.keygen.wire.Fault.Pointer;
import dev.marque.platform.http.ChosenEnvironment;
import dev.marque.platform.http.ProblemBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our problems in Keygen's words: its statuses, titles, codes, and its names of fields. */
final class Problems {

    private static final String KEY = "Idempotency-Key";
    private static final String UNPROCESSABLE = "Unprocessable resource";

    /** Where a field of ours is in Keygen's documents, if it is not an attribute of the same name. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("/maxActivations", "/data/attributes/maxMachines"),
            Map.entry("/expiresAt", "/data/attributes/expiry"),
            Map.entry("/term", "/data/attributes/duration"),
            Map.entry("/heartbeatInterval", "/data/attributes/heartbeatDuration"),
            Map.entry("/rules/heartbeat/deadAfter", "/data/attributes/heartbeatDuration"),
            Map.entry("/rules/users/seats", "/data/attributes/maxUsers"),
            Map.entry("/policyId", "/data/relationships/policy"),
            Map.entry("/productId", "/data/relationships/product"),
            Map.entry("/customerUserId", "/data/relationships/owner"),
            Map.entry("/roles/0", "/data/attributes/role"),
            Map.entry("/scopes", "/data/attributes/permissions"));

    private Problems() {}

    /** @param byKey whether the caller presented a license key */
    static Failure of(ProblemBody problem, boolean byKey) {
        return switch (problem.code()) {
            case "not-authenticated" -> Failure.unauthorized("TOKEN_MISSING", mustAuthenticate());
            case "invalid-credentials" ->
                Failure.unauthorized(byKey ? "LICENSE_INVALID" : "TOKEN_INVALID", mustAuthenticate());
            case "credential-not-allowed" ->
                Failure.forbidden(byKey ? "LICENSE_NOT_ALLOWED" : "TOKEN_NOT_ALLOWED", problem.detail());
            case "forbidden", "second-factor-required", "sign-in-refused", "tenant-suspended" ->
                Failure.forbidden(problem.code().equals("forbidden") ? null : code(problem), problem.detail());
            case "environment-mismatch" -> environment(problem.detail());
            case "not-found" -> failure(404, "Not found", "NOT_FOUND", problem);
            case "method-not-allowed", "not-acceptable" -> Failure.noSuchEndpoint();
            case "bad-json" -> failure(400, "Bad request", "JSON_INVALID", problem);
            case "body-too-large" -> failure(413, "Payload too large", code(problem), problem);
            case "unsupported-media-type" -> failure(415, "Unsupported media type", code(problem), problem);
            case "idempotency-key-reused", "idempotency-key-busy" ->
                new Failure(
                        problem.status(),
                        List.of(new Fault(problem.title(), problem.detail(), code(problem), new Header(KEY))));
            case "rate-limited", "too-many-attempts", "overloaded" ->
                failure(429, "Too many requests", "TOO_MANY_REQUESTS", problem);
            case "invalid-input", "already-exists" -> fields(problem);
            case "state-conflict", "quota-exceeded", "changed-meanwhile" ->
                failure(422, "Unprocessable entity", code(problem), problem);
            default -> failure(problem.status(), problem.title(), code(problem), problem);
        };
    }

    private static Failure fields(ProblemBody problem) {
        if (problem.errors().isEmpty()) {
            return failure(422, UNPROCESSABLE, code(problem), problem);
        }
        FieldError first = problem.errors().getFirst();
        if (ChosenEnvironment.HEADER.equals(first.parameter())) {
            return environment(first.detail());
        }
        boolean taken = problem.code().equals("already-exists");
        return new Failure(
                422, problem.errors().stream().map(error -> fault(error, taken)).toList());
    }

    /** Clients look for the code whether there is no such environment, or the credentials are of another. */
    private static Failure environment(String detail) {
        return Failure.badHeader(Router.ENVIRONMENT, detail, "ENVIRONMENT_INVALID");
    }

    private static Fault fault(FieldError error, boolean taken) {
        Place place = place(error);
        String name = place instanceof Pointer(var pointer) ? pointer.substring(pointer.lastIndexOf('/') + 1) : "";
        String code = name.isEmpty() ? null : Failure.code(name, taken ? "TAKEN" : "INVALID");
        return new Fault(UNPROCESSABLE, error.detail(), code, place);
    }

    private static Place place(FieldError error) {
        String pointer = error.pointer();
        if (KEY.equals(error.parameter())) {
            return new Header(KEY);
        }
        if (pointer == null) {
            return new Parameter(String.valueOf(error.parameter()));
        }
        String known = PLACES.get(pointer);
        if (known != null) {
            return new Pointer(known);
        }
        return new Pointer(pointer.isEmpty() ? "/data" : "/data/attributes" + pointer);
    }

    private static Failure failure(int status, String title, @Nullable String code, ProblemBody problem) {
        return new Failure(status, List.of(new Fault(title, problem.detail(), code, null)));
    }

    private static String code(ProblemBody problem) {
        return problem.code().replace('-', '_').toUpperCase(java.util.Locale.ROOT);
    }

    private static String mustAuthenticate() {
        return "You must be authenticated to complete the request";
    }
}
