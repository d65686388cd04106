package dev.marque.cli.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.marque.cli.contract.Contract;
import dev.marque.keys.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandTableTest {

    private final CommandTable table = CommandTable.load();
    private final Contract contract = Contract.load();

    @Test
    void everyOperationOfTheApiIsACommandOrLeftOutWithAReason() {
        Set<String> commands = new TreeSet<>();
        table.groups().forEach(group -> group.entries().forEach(entry -> commands.add(entry.operation())));
        Set<String> both = new HashSet<>(commands);
        both.retainAll(table.without().keySet());
        assertThat(both).isEmpty();
        assertThat(table.without().values()).noneMatch(String::isBlank);
        commands.addAll(table.without().keySet());
        assertThat(commands).isEqualTo(new TreeSet<>(contract.operations().keySet()));
    }

    @Test
    void everyColumnIsAFieldOfWhatIsAnswered() throws Exception {
        Answered answered = new Answered(Json.readObject(Files.readAllBytes(Path.of("../../docs/openapi.json"))));
        for (Group group : table.groups()) {
            for (Entry entry : group.entries()) {
                Set<String> fields = answered.fields(
                        contract.operation(entry.operation()).path(),
                        contract.operation(entry.operation()).method());
                boolean isList =
                        contract.operation(entry.operation()).answer().name().matches("PAGE|ITEMS");
                if (isList) {
                    assertThat(fields).as(group.name() + " " + entry.name()).containsAll(entry.columns());
                }
                entry.text().ifPresent(text -> assertThat(fields).contains(text));
            }
        }
    }

    @Test
    void namesOfCommandsAreUniqueWithinTheirGroup() {
        for (Group group : table.groups()) {
            assertThat(group.entries()).extracting(Entry::name).doesNotHaveDuplicates();
            assertThat(group.summary()).endsWith(".");
        }
    }

    @Test
    void aLineThatMeansNothingIsNotPassedOver() {
        assertThatIllegalArgumentException().isThrownBy(() -> CommandTable.read("[a] A.\nlist"));
    }

    /** The fields of answers, of records in lists, as the reviewed document has them. */
    private record Answered(Map<?, ?> document) {

        Set<String> fields(String path, String method) {
            Map<?, ?> responses = at(at(at(at(document, "paths"), path), method.toLowerCase(Locale.ROOT)), "responses");
            for (String status : List.of("200", "201", "202")) {
                Map<?, ?> schema = resolved(at(at(at(at(responses, status), "content"), "application/json"), "schema"));
                Map<?, ?> fields = at(schema, "properties");
                if (fields.containsKey("items")) {
                    fields = at(resolved(at(at(fields, "items"), "items")), "properties");
                }
                if (!fields.isEmpty()) {
                    return new HashSet<>(
                            fields.keySet().stream().map(String::valueOf).toList());
                }
            }
            return Set.of();
        }

        private Map<?, ?> resolved(Map<?, ?> schema) {
            return schema.get("$ref") instanceof String ref
                    ? at(at(at(document, "components"), "schemas"), ref.substring(ref.lastIndexOf('/') + 1))
                    : schema;
        }

        private static Map<?, ?> at(@Nullable Object value, String name) {
            return value instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
        }
    }
}
