package dev.marque.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputTest {

    private static final List<String> COLUMNS = List.of("number", "status", "expiresAt", "limits.users");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private Output output(Format format, boolean quiet, boolean colours) {
        return new Output(stream, stream, format, quiet, List.of(), new Style(colours), true);
    }

    private static Map<String, @Nullable Object> license(String number, String status) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", "id of " + number);
        fields.put("number", number);
        fields.put("status", status);
        fields.put("expiresAt", "2027-11-24T12:00:00.123456Z");
        fields.put("limits", Map.of("users", new BigDecimal("25")));
        fields.put("features", List.of("export", "say \"hi\", twice"));
        fields.put("grace", null);
        return fields;
    }

    private String rows(Format format, boolean quiet, List<String> columns) {
        try (Rows rows = output(format, quiet, false).rows(columns)) {
            rows.add(license("ENT-1", "ACTIVE"));
            rows.add(license("ENT-20", "REVOKED"));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tablesLineUpAndTimesAreReadable() {
        assertThat(rows(Format.TABLE, false, COLUMNS)).isEqualTo("""
                NUMBER  STATUS   EXPIRES AT            LIMITS.USERS
                ENT-1   ACTIVE   2027-11-24 12:00:00Z  25
                ENT-20  REVOKED  2027-11-24 12:00:00Z  25
                """);
    }

    @Test
    void csvIsExactAndQuotesWhatNeedsIt() {
        assertThat(rows(Format.CSV, false, List.of("number", "expiresAt", "features", "grace")))
                .isEqualTo(
                        "number,expiresAt,features,grace\r\n"
                                + "ENT-1,2027-11-24T12:00:00.123456Z,\"[\"\"export\"\",\"\"say \\\"\"hi\\\"\", twice\"\"]\",\r\n"
                                + "ENT-20,2027-11-24T12:00:00.123456Z,\"[\"\"export\"\",\"\"say \\\"\"hi\\\"\", twice\"\"]\",\r\n");
    }

    @Test
    void jsonIsOneArrayWithEveryField() throws Exception {
        String json = rows(Format.JSON, false, COLUMNS);
        assertThat(Json.read(json))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("number", "ENT-1")
                .containsKey("grace");
        assertThat(json).startsWith("[\n  {\n    \"id\": \"id of ENT-1\",\n").endsWith("  }\n]\n");
    }

    @Test
    void yamlQuotesWhatCouldBeTakenForSomethingElse() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("plain", "Globex Ltd.");
        fields.put("norway", "no");
        fields.put("time", "2027-11-24T12:00:00Z");
        fields.put("colon", "a: b");
        fields.put("lines", "a\nb");
        fields.put("number", "42");
        fields.put("count", 42L);
        fields.put("nothing", null);
        fields.put("list", List.of("x", Map.of("y", true)));
        fields.put("empty", List.of());
        output(Format.YAML, false, false).record(fields, List.of());
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("""
                plain: Globex Ltd.
                norway: "no"
                time: "2027-11-24T12:00:00Z"
                colon: "a: b"
                lines: "a\\nb"
                number: "42"
                count: 42
                nothing: null
                list:
                  - x
                  - "y": true
                empty: []
                """);
    }

    @Test
    void quietListsAreIdsForTheNextCommand() {
        assertThat(rows(Format.TABLE, true, COLUMNS)).isEqualTo("id of ENT-1\nid of ENT-20\n");
    }

    @Test
    void nothingIsStillWellFormed() {
        output(Format.JSON, false, false).rows(COLUMNS).close();
        output(Format.YAML, false, false).rows(COLUMNS).close();
        output(Format.CSV, false, false).rows(List.of("a", "b")).close();
        output(Format.TABLE, false, false).rows(COLUMNS).close();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("[]\n[]\na,b\r\n");
    }

    @Test
    void aRecordForPeopleHasANameAndAValueInEachLine() {
        output(Format.TABLE, false, false).record(license("ENT-1", "ACTIVE"), List.of("number", "status"));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("""
                number        ENT-1
                status        ACTIVE
                id            id of ENT-1
                expiresAt     2027-11-24 12:00:00Z
                limits.users  25
                features      export, say "hi", twice
                """);
    }

    @Test
    void coloursSayWhatAStateMeans() {
        output(Format.TABLE, false, true).record(license("ENT-1", "REVOKED"), List.of("status"));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\u001b[31mREVOKED\u001b[0m");
    }

    @Test
    void aNameCannotRewriteTheScreen() {
        output(Format.TABLE, false, false).record(license("\u001b[2Jgone\r\u202eevil", "ACTIVE"), List.of("number"));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("number         [2Jgone  evil\n");
    }

    @Test
    void remarksAreForPeopleOnly() {
        output(Format.JSON, false, false).remark("a remark");
        output(Format.TABLE, true, false).remark("a remark");
        assertThat(bytes.size()).isZero();
        output(Format.TABLE, false, false).remark("a remark");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a remark\n");
    }

    @Test
    void progressIsDrawnNowAndThenAndLeavesNothingBehind() {
        Moving clock = new Moving();
        try (Progress progress = new Progress(stream, true, "Copying", 1000, clock)) {
            progress.add(250);
            progress.add(1);
            clock.now = clock.now.plus(Duration.ofMillis(100));
            progress.add(249);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[KCopying  [#######                       ] 25%  250"
                        + "\r\u001b[KCopying  [###############               ] 50%  500\r\u001b[K");
        bytes.reset();
        try (Progress hidden = new Progress(stream, false, "Copying", 1000, clock)) {
            hidden.add(250);
        }
        assertThat(bytes.size()).isZero();
    }

    private static final class Moving extends Clock {
        private Instant now = Instant.parse("2026-11-24T12:00:00Z");

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
