package dev.marque.app.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Golden;
import dev.marque.app.testing.Shop;
import dev.marque.app.testing.Tables;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation of the document, in five respects: it works, it names what is wrong with its input and then writes
 * nothing, it wants credentials, it wants its permission, and it shows one vendor nothing of another. An operation
 * without a contract fails {@link #everyOperationHasAContract()}.
 */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class EndpointContractTest {

    private static final Map<String, JsonNode> DOCUMENTED = new TreeMap<>();
    private static final Map<String, Api> LACKING = new TreeMap<>();

    @Inject
    World world;

    @Test
    void everyOperationHasAContract() {
        List<String> covered = contracts().stream().map(c -> c.operationId).toList();

        assertThat(covered)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(operations().keySet());
        assertThat(contracts()).allMatch(Contract::isComplete);
    }

    @Test
    void theCoverageIsTheOneThatWasReviewed() {
        Golden.check(
                "endpoint-coverage.txt",
                contracts().stream().map(Contract::coverage).sorted().collect(Collectors.joining("\n", "", "\n")));
    }

    /** Otherwise "nothing was written" would say nothing. */
    @Test
    void aWriteIsSeenInTheTablesThatItTouches() {
        Map<String, String> before = Tables.fingerprint();

        new Shop(world.admin()).product();

        Map<String, String> changed = new TreeMap<>(Tables.fingerprint());
        changed.entrySet().removeAll(before.entrySet());
        assertThat(changed).containsKeys("products", "audit_logs", "outbox").doesNotContainKey("licenses");
    }

    @TestFactory
    Stream<DynamicNode> everyOperationKeepsItsContract() {
        return contracts().stream()
                .sorted(Comparator.comparing(contract -> contract.operationId))
                .map(contract -> dynamicContainer(contract.operationId, tests(contract)));
    }

    private List<DynamicTest> tests(Contract contract) {
        List<DynamicTest> tests = new ArrayList<>();
        RefusedCall refused = new RefusedCall(contract);
        tests.add(dynamicTest(contract.operationId + " works", () -> works(contract)));
        for (Bad bad : contract.bad) {
            tests.add(dynamicTest(
                    contract.operationId + " refuses bad " + bad.place(), () -> refusesBadInput(refused, bad)));
        }
        if (contract.openBecause == null) {
            tests.add(dynamicTest(contract.operationId + " wants credentials", () -> wantsCredentials(refused)));
            tests.add(dynamicTest(
                    contract.operationId + " wants its permission", () -> wantsPermission(contract, refused)));
        }
        if (contract.otherTenant != null) {
            tests.add(dynamicTest(
                    contract.operationId + " shows nothing to another tenant", () -> toOtherTenant(contract)));
        }
        return tests;
    }

    private static void works(Contract contract) {
        Answer answer = contract.call.get().make();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(contract.status);
        contract.success.accept(answer);
    }

    private static void refusesBadInput(RefusedCall refused, Bad bad) {
        Answer answer = refused.writingNothing(good -> new Call(
                good.method(), good.path() + bad.query(), bad.json() == null ? good.json() : bad.json(), good.as()));

        assertThat(answer.status()).as(answer.toString()).isBetween(400, 422);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.code()).isNotEmpty();
        List<String> places = new ArrayList<>(answer.json().findValuesAsText("pointer"));
        places.addAll(answer.json().findValuesAsText("parameter"));
        assertThat(places).as(answer.toString()).contains(bad.place());
    }

    private void wantsCredentials(RefusedCall refused) {
        Answer answer = refused.writingNothing(good -> good.by(world.anonymous()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("not-authenticated");
    }

    private void wantsPermission(Contract contract, RefusedCall refused) {
        String permission = requireNonNull(operations().get(contract.operationId))
                .at("/x-permission")
                .asText();
        Api caller = LACKING.computeIfAbsent(permission, this::callerWithout);

        Answer answer = refused.writingNothing(good -> good.by(caller));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("forbidden");
        assertThat(answer.text("/detail")).contains(permission);
    }

    /** Somebody who may do everything but this. */
    private Api callerWithout(String permission) {
        Api admin = world.admin();
        String scopes = scopesWithout(admin, permission);
        Answer created = admin.post("/api/v1/api-keys", "{\"name\": \"all but one\", \"scopes\": [" + scopes + "]}");
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return world.anonymous().as("Bearer " + created.text("/key"));
    }

    private static String scopesWithout(Api admin, String permission) {
        List<String> scopes = new ArrayList<>();
        admin.get("/api/v1/me").json().at("/permissions").forEach(node -> {
            if (!node.asText().equals(permission)) {
                scopes.add("\"" + node.asText() + "\"");
            }
        });
        return String.join(", ", scopes);
    }

    private void toOtherTenant(Contract contract) {
        requireNonNull(contract.otherTenant).accept(contract.call.get().by(world.otherAdmin()));
    }

    private List<Contract> contracts() {
        return AllContracts.of(world);
    }

    /** The operations of the document, by id; it is long, and read once. */
    private Map<String, JsonNode> operations() {
        if (DOCUMENTED.isEmpty()) {
            DOCUMENTED.putAll(documented());
        }
        return DOCUMENTED;
    }

    private Map<String, JsonNode> documented() {
        Map<String, JsonNode> operations = new TreeMap<>();
        world.anonymous()
                .get("/openapi.json")
                .json()
                .at("/paths")
                .forEach(path -> path.forEach(operation -> {
                    if (operation.has("operationId")) {
                        operations.put(operation.get("operationId").asText(), operation);
                    }
                }));
        return operations;
    }
}
