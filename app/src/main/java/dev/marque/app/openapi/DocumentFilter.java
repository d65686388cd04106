package dev.marque.app.openapi;

import dev.marque.platform.http.ChosenEnvironment;
import dev.marque.platform.idempotency.IdempotencyKey;
import dev.marque.platform.tenant.EnvironmentCode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
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
    static final String USE_LICENSING = "licensing.use";

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
                                .description(
                                        "An access token from sign-in, an API key (`mqk_…`), or from installations a"
                                                + " token of their license (`mqt_…`)."))
                .addSecurityScheme(
                        LICENSE,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("Authorization")
                                .description("`License <license key>`, sent by installations."));
        document.getComponents().addParameter(IdempotencyKey.HEADER, idempotencyKey());
        document.getComponents().addParameter(ChosenEnvironment.HEADER, environment());
        if (document.getPaths() != null) {
            document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                    .forEach((method, operation) -> complete(path, method, operation)));
        }
    }

    private void complete(String path, HttpMethod method, Operation operation) {
        OperationFacts known = facts.get(operation.getOperationId());
        if (known == null) {
            return;
        }
        if (known.permission() != null) {
            if (known.permission().equals(USE_LICENSING)) {
                operation.addSecurityRequirement(
                        OASFactory.createSecurityRequirement().addScheme(LICENSE));
            }
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(BEARER));
            operation.addExtension("x-permission", known.permission());
        }
        correct(operation, known);
        if (known.permission() != null && !known.permission().equals(USE_LICENSING)) {
            operation.addParameter(OASFactory.createObject(Parameter.class).ref(ChosenEnvironment.HEADER));
        }
        boolean repeatable = known.permission() != null && method != HttpMethod.GET && !known.resumable();
        if (repeatable) {
            operation.addParameter(OASFactory.createObject(Parameter.class).ref(IdempotencyKey.HEADER));
        }
        if (known.resumable()) {
            operation.addExtension("x-resumable", true);
        }
        OperationProblems.add(path, operation, known, repeatable);
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

    private static Parameter idempotencyKey() {
        return OASFactory.createParameter()
                .name(IdempotencyKey.HEADER)
                .in(Parameter.In.HEADER)
                .description(
                        "Names this write, so that it can be sent again: for 24 hours the same key with the same"
                                + " request takes effect once and gets the same answer. Chosen by you; a UUID is a good choice.")
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .minLength(1)
                        .maxLength(255));
    }

    private static Parameter environment() {
        return OASFactory.createParameter()
                .name(ChosenEnvironment.HEADER)
                .in(Parameter.In.HEADER)
                .description("Code of the environment that the call works in; production if it is left out. An API key"
                        + " works in the one in which it was made.")
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .pattern(EnvironmentCode.FORM));
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
