package dev.marque.app.openapi;

import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.ProblemBody;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/**
 * Completes the document with what follows from our own annotations: who may call, which problems to expect, and an
 * example of each operation. Runs once, while the application is built.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentFilter implements OASFilter {

    private static final String BEARER = "bearer";
    private static final String LICENSE = "license";
    private static final String USE_LICENSING = "licensing.use";

    private final Map<String, OperationFacts> facts;

    public DocumentFilter(IndexView index) {
        this.facts = OperationFacts.read(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An access token from sign-in, or an API key (`mqk_…`)."))
                .addSecurityScheme(
                        LICENSE,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("Authorization")
                                .description("`License <license key>`, sent by installations."));
        if (document.getPaths() != null) {
            document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                    .values()
                    .forEach(operation -> complete(path, operation)));
        }
    }

    private void complete(String path, Operation operation) {
        OperationFacts known = facts.get(operation.getOperationId());
        if (known == null) {
            return;
        }
        if (known.permission() != null) {
            String scheme = known.permission().equals(USE_LICENSING) ? LICENSE : BEARER;
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(scheme));
            operation.addExtension("x-permission", known.permission());
        }
        correct(operation, known);
        problems(path, operation, known).forEach(type -> addProblem(operation, type));
        addExamples(operation);
    }

    /** Where the scanner guesses by the method alone: that a POST creates, and that a body has to be sent. */
    private static void correct(Operation operation, OperationFacts known) {
        APIResponse created = operation.getResponses().getAPIResponse("201");
        if (!known.answers() && created != null) {
            operation.getResponses().removeAPIResponse("201");
            operation.getResponses().addAPIResponse("204", created.description("No Content"));
        }
        if (operation.getRequestBody() != null && known.bodyOptional()) {
            operation.getRequestBody().setRequired(false);
        }
    }

    private static List<ProblemType> problems(String path, Operation operation, OperationFacts known) {
        Set<ProblemType> types = new LinkedHashSet<>(known.problems());
        if (known.permission() != null) {
            types.addAll(
                    List.of(ProblemType.NOT_AUTHENTICATED, ProblemType.INVALID_CREDENTIALS, ProblemType.FORBIDDEN));
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

    private static void addExamples(Operation operation) {
        String id = operation.getOperationId();
        if (operation.getRequestBody() != null) {
            Examples.find(id, "request").ifPresent(example -> operation
                    .getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .values()
                    .forEach(media -> media.setExample(example)));
        }
        Examples.find(id, "response").ifPresent(example -> new ArrayList<>(
                        operation.getResponses().getAPIResponses().entrySet())
                .stream()
                        .filter(response -> response.getKey().startsWith("2"))
                        .filter(response -> response.getValue().getContent() != null)
                        .flatMap(response -> response.getValue().getContent().getMediaTypes().values().stream())
                        .forEach(media -> media.setExample(example)));
    }
}
