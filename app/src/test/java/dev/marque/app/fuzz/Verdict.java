package dev.marque.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.openapi.Document;
import dev.marque.app.testing.Answer;
import dev.marque.kernel.problem.ProblemType;
import java.util.Arrays;
import java.util.List;

/** What is wrong with an answer. */
final class Verdict {

    private Verdict() {}

    static List<String> faults(Document document, FuzzRequest request, Answer answer) {
        JsonNode described = request.operation().node().path("responses").path(String.valueOf(answer.status()));
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        if (answer.status() >= 200 && answer.status() < 300) {
            return success(document, described, type, answer);
        }
        if (answer.status() >= 400 && answer.status() < 500 || isProviderOutOfReach(described, answer)) {
            return isOfTheCatalogue(type, answer) ? List.of() : List.of("is no problem of the catalogue");
        }
        return List.of("is neither a success nor a refusal");
    }

    /** The providers of this run are all out of reach; operations that ask one say so by a documented 502. */
    private static boolean isProviderOutOfReach(JsonNode described, Answer answer) {
        return answer.status() == 502 && !described.isMissingNode();
    }

    private static List<String> success(Document document, JsonNode described, String type, Answer answer) {
        if (described.isMissingNode()) {
            return List.of("has a status that is not documented");
        }
        JsonNode content = described.path("content");
        if (content.isEmpty()) {
            return answer.body().length == 0 ? List.of() : List.of("has a body that is not documented");
        }
        if (!content.has(type)) {
            return List.of("has the undocumented media type " + type);
        }
        return type.equals("application/json")
                ? Shape.faults(document, content.path(type).path("schema"), answer.json())
                : List.of();
    }

    private static boolean isOfTheCatalogue(String type, Answer answer) {
        return type.equals("application/problem+json")
                && Arrays.stream(ProblemType.values())
                        .anyMatch(known -> known.code().equals(answer.code()) && known.status() == answer.status());
    }
}
