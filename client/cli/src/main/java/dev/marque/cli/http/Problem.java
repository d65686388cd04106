package dev.marque.cli.http;

import dev.marque.cli.contract.Parameter;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A refused call (RFC 9457) in plain words. */
final class Problem {

    private Problem() {}

    static Failure of(int status, HttpHeaders headers, byte[] body) {
        Map<String, ?> fields = fields(body);
        ExitCode code = ExitCode.ofStatus(status);
        String title = text(fields, "title", "The server answered " + status + ".");
        List<String> advice = new ArrayList<>();
        List<?> errors = fields.get("errors") instanceof List<?> list ? list : List.of();
        // The title is of all problems of the kind; what this one is about, fields or the detail tell.
        String message = errors.isEmpty() ? text(fields, "detail", title) : title;
        errors.forEach(error -> advice.add(error instanceof Map<?, ?> field ? field(field) : String.valueOf(error)));
        headers.firstValue("Retry-After").ifPresent(seconds -> advice.add("Try again in " + seconds + " s."));
        whatToDo(code, text(fields, "code", "")).forEach(advice::add);
        if (code == ExitCode.OTHER || code == ExitCode.SERVER_AWAY) {
            String request = text(fields, "requestId", "");
            advice.add(request.isEmpty() ? "HTTP status " + status : "The server's log has it under " + request);
        }
        return new Failure(code, ended(message), advice);
    }

    private static List<String> whatToDo(ExitCode code, String problem) {
        return switch (code) {
            case NOT_SIGNED_IN -> List.of("Sign in: marque login");
            case NOT_ALLOWED ->
                problem.equals("second-factor-required")
                        ? List.of("Set one up: marque me enrol-second-factor, then marque me confirm-second-factor")
                        : List.of();
            default -> List.of();
        };
    }

    /** {@code --max-activations: must be at least 1}. */
    private static String field(Map<?, ?> error) {
        String detail = text(error, "detail", "is not acceptable");
        String parameter = text(error, "parameter", "");
        String pointer = text(error, "pointer", "");
        if (!parameter.isEmpty()) {
            return "--" + Parameter.dashed(parameter) + ": " + detail;
        }
        if (pointer.length() < 2) {
            return detail;
        }
        int slash = pointer.indexOf('/', 1);
        String field = slash < 0 ? pointer.substring(1) : pointer.substring(1, slash);
        String within = slash < 0 ? "" : " (" + pointer.substring(slash + 1) + ")";
        return "--" + Parameter.dashed(field) + within + ": " + detail;
    }

    private static Map<String, ?> fields(byte[] body) {
        try {
            return Json.readObject(body);
        } catch (JsonException _) {
            // A proxy before the server answers in its own way; the status has to do.
            return Map.of();
        }
    }

    private static String text(Map<?, ?> fields, String name, String otherwise) {
        return fields.get(name) instanceof String text && !text.isBlank() ? text : otherwise;
    }

    private static String ended(String title) {
        return title.endsWith(".") ? title : title + ".";
    }
}
