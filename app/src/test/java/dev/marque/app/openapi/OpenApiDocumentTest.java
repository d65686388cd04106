package dev.marque.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.openapi.Document.Described;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Golden;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the OpenAPI document promises to its readers, and that it is the one that was reviewed. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class OpenApiDocumentTest {

    /** They take the tenant as a parameter, and there may be none. */
    private static final List<String> BY_TENANT = List.of("getJwks", "getRevocationList");

    private static final List<String> OPEN = List.of(
            "acceptInvitation",
            "completeSignIn",
            "finishOidcSignIn",
            "forgotPassword",
            "getJwks",
            "getRevocationList",
            "listSignInProviders",
            "refreshTokens",
            "reportLeakedApiKey",
            "resetPassword",
            "signIn",
            "signOut",
            "startOidcSignIn");

    @Inject
    World world;

    @Test
    void isTheDocumentThatWasReviewed() {
        Answer answer = world.anonymous().get("/openapi.json");

        Golden.checkFile(
                Path.of("../docs/openapi.json"), new String(answer.body(), StandardCharsets.UTF_8).strip() + "\n");
    }

    @Test
    void isOpenApi31() {
        assertThat(Document.of(world).root().at("/openapi").asText()).startsWith("3.1.");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Document document = Document.of(world);

        List<String> references = document.root().findValuesAsText("$ref");

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.root().at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    /** ReDoc shows nothing at all when there is one. */
    @Test
    void noSchemaIsMerelyItsOwnName() {
        Document.of(world).root().at("/components/schemas").properties().forEach(schema -> assertThat(
                        schema.getValue().path("$ref").asText())
                .isNotEqualTo("#/components/schemas/" + schema.getKey()));
    }

    @TestFactory
    Stream<DynamicTest> everyOperationIsDescribedInFull() {
        Document document = Document.of(world);
        return document.operations().stream()
                .map(operation -> dynamicTest(operation.id(), () -> {
                    isNamed(operation);
                    saysWhoMayCallIt(operation);
                    saysHowItIsSentAgain(operation);
                    listsItsProblems(operation);
                    showsItsRequest(operation);
                    showsItsAnswer(document, operation);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfARequestIsAccepted() {
        return new LiveExamples(world)
                .all()
                .map(call -> dynamicTest(call.operationId(), () -> {
                    Answer answer = call.send();

                    assertThat(answer.status()).as(answer.toString()).isBetween(200, 204);
                }));
    }

    private static void isNamed(Described operation) {
        JsonNode node = operation.node();
        assertThat(node.path("operationId").asText()).matches("[a-z][A-Za-z]+");
        assertThat(node.path("summary").asText()).isNotBlank();
        assertThat(node.path("tags")).hasSize(1);
    }

    private static void saysWhoMayCallIt(Described operation) {
        if (OPEN.contains(operation.id())) {
            assertThat(operation.node().has("security")).isFalse();
            assertThat(operation.node().has("x-permission")).isFalse();
            return;
        }
        String permission = operation.node().path("x-permission").asText();
        assertThat(permission).matches("[a-z-]+\\.[a-z-]+");
        assertThat(names(operation.node().at("/security/0")))
                .containsExactly(permission.equals("licensing.use") ? "license" : "bearer");
        assertThat(operation.node().at("/responses").has("401")).isTrue();
        assertThat(operation.node().at("/responses").has("403")).isTrue();
    }

    private static void saysHowItIsSentAgain(Described operation) {
        boolean isWriteOfSomebody = !operation.method().equals("get") && !OPEN.contains(operation.id());
        assertThat(operation.node().at("/parameters").toString().contains("#/components/parameters/Idempotency-Key"))
                .isEqualTo(isWriteOfSomebody
                        && !operation.node().path("x-resumable").asBoolean());
    }

    private static void listsItsProblems(Described operation) {
        operation.node().path("responses").forEachEntry((status, response) -> {
            if (!status.startsWith("2")) {
                assertThat(response.at("/content/application~1problem+json/schema/$ref")
                                .asText())
                        .as(status)
                        .isEqualTo("#/components/schemas/Problem");
                assertThat(response.path("description").asText()).as(status).startsWith("`");
            }
        });
        assertThat(operation.node().path("responses").has("422"))
                .isEqualTo(operation.hasBody()
                        || operation.node().at("/parameters").toString().contains("/Idempotency-Key")
                        || operation
                                .node()
                                .path("parameters")
                                .findValuesAsText("in")
                                .contains("query"));
        assertThat(operation.node().path("responses").has("404"))
                .isEqualTo(operation.path().contains("{") || BY_TENANT.contains(operation.id()));
    }

    private static void showsItsRequest(Described operation) {
        if (operation.hasBody()) {
            assertThat(operation.requestExample().isObject()).isTrue();
            assertThat(operation.node().at("/requestBody/content")).hasSize(1);
        }
    }

    private static void showsItsAnswer(Document document, Described operation) {
        List<Map.Entry<String, JsonNode>> good = operation.node().path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .toList();
        assertThat(good).hasSize(1);
        if (good.getFirst().getKey().equals("204")) {
            assertThat(good.getFirst().getValue().has("content")).isFalse();
            return;
        }
        JsonNode content = good.getFirst().getValue().path("content");
        if (!content.has("application/json")) {
            showsAFile(content);
            return;
        }
        JsonNode media = content.path("application/json");
        assertThat(media.path("example").isObject()).isTrue();
        List<String> known = names(document.resolve(media.path("schema")).path("properties"));
        assertThat(names(media.path("example"))).isSubsetOf(known);
    }

    private static void showsAFile(JsonNode content) {
        assertThat(content).hasSize(1);
        JsonNode media = content.iterator().next();
        if (!media.at("/schema/format").asText().equals("binary")) {
            assertThat(media.path("example").asText()).isNotBlank();
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
