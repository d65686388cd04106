package dev.marque.app.openapi;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.ProblemBody;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The problems of an operation: those that it declares, and those that follow from its shape. */
final class OperationProblems {

    private OperationProblems() {}

    /** @param repeatable whether it takes an idempotency key */
    static void add(String path, Operation operation, OperationFacts known, boolean repeatable) {
        types(path, operation, known, repeatable).forEach(type -> addProblem(operation, type));
    }

    private static List<ProblemType> types(String path, Operation operation, OperationFacts known, boolean repeatable) {
        Set<ProblemType> types = new LinkedHashSet<>(known.problems());
        if (repeatable) {
            types.addAll(List.of(ProblemType.IDEMPOTENCY_KEY_BUSY, ProblemType.IDEMPOTENCY_KEY_REUSED));
        }
        if (known.permission() != null) {
            types.addAll(List.of(
                    ProblemType.NOT_AUTHENTICATED,
                    ProblemType.INVALID_CREDENTIALS,
                    ProblemType.FORBIDDEN,
                    ProblemType.TENANT_SUSPENDED));
        }
        if (DocumentFilter.USE_LICENSING.equals(known.permission())) {
            types.add(ProblemType.CREDENTIAL_NOT_ALLOWED);
        }
        if (operation.getRequestBody() != null) {
            types.addAll(List.of(
                    ProblemType.BAD_JSON,
                    ProblemType.INVALID_INPUT,
                    ProblemType.BODY_TOO_LARGE,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE));
        }
        if (hasQueryParameters(operation)) {
            types.add(ProblemType.INVALID_INPUT);
        }
        if (path.contains("{")) {
            types.add(ProblemType.NOT_FOUND);
        }
        types.add(ProblemType.INTERNAL_ERROR);
        types.add(ProblemType.UNAVAILABLE);
        return types.stream()
                .sorted(Comparator.comparing(ProblemType::status).thenComparing(ProblemType::code))
                .toList();
    }

    private static boolean hasQueryParameters(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> parameter.getIn() == Parameter.In.QUERY);
    }

    /** Several problems may share a status: their codes then stand side by side in one response. */
    private static void addProblem(Operation operation, ProblemType type) {
        String status = String.valueOf(type.status());
        APIResponse response = operation.getResponses().getAPIResponse(status);
        String line = "`" + type.code() + "`: " + type.title() + ".";
        if (response == null) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            status,
                            OASFactory.createAPIResponse().description(line).content(problemContent()));
        } else if (response.getContent() != null && response.getContent().hasMediaType(ProblemBody.MEDIA_TYPE)) {
            response.setDescription(response.getDescription() + "\n\n" + line);
        } else {
            response.setDescription(line);
            response.setContent(problemContent());
        }
    }

    private static Content problemContent() {
        return OASFactory.createContent()
                .addMediaType(
                        ProblemBody.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Problem")));
    }
}
