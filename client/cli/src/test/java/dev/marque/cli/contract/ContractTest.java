package dev.marque.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.marque.cli.Golden;
import dev.marque.keys.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContractTest {

    private static final Path DOCUMENT = Path.of("../../docs/openapi.json");
    private static final Path CONTRACT = Path.of("src/main/resources/dev/marque/cli/contract.json");

    @Test
    void theContractIsWhatTheReviewedDocumentSays() throws Exception {
        Map<String, ?> operations = new OpenApiDigest(Json.readObject(Files.readAllBytes(DOCUMENT))).operations();
        // A line for each operation, so that a review sees what changed.
        String text = operations.entrySet().stream()
                .map(entry -> Json.write(entry.getKey()) + ":" + Json.write(entry.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        Golden.check(CONTRACT, text);
    }

    @Test
    void whatAServerTakesIsKnown() {
        Operation update = Contract.load().operation("updateLicense");
        assertThat(update.method() + " " + update.path()).isEqualTo("PATCH /api/v1/licenses/{id}");
        assertThat(update.variables()).containsExactly("id");
        assertThat(update.collectionOf("id")).isEqualTo("licenses");
        assertThat(update.repeatable()).isTrue();
        assertThat(update.conditional()).isTrue();
        assertThat(update.body())
                .extracting(Parameter::option, Parameter::kind)
                .contains(
                        tuple("--max-activations", Kind.NUMBER),
                        tuple("--expires-at", Kind.TIME),
                        tuple("--rules", Kind.JSON));
        assertThat(Contract.load().operation("listLicenses").answer()).isEqualTo(Answer.PAGE);
        assertThat(Contract.load().operation("exportTenant").answer()).isEqualTo(Answer.ZIP);
        assertThat(Contract.load().operation("validate").caller()).isEqualTo(Caller.INSTALLATION);
    }
}
