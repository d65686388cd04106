package dev.marque.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.kernel.page.PageRequest;
import dev.marque.platform.audit.chain.AuditFixture;
import dev.marque.platform.change.Change;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditExportTest {

    private static final AuditFixture fixture = new AuditFixture();
    private static final ObjectMapper JSON = Json.newMapper();
    private final AuditTrail trail = new AuditTrail(fixture.database);
    private final AuditExport export = new AuditExport(fixture.database, trail, fixture.changes);

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void everyFilterNarrowsTheListToItsOwn() {
        Actor ada = fixture.newTenant();
        Actor eve = new Actor(
                ada.tenant(),
                Actor.Kind.USER,
                fixture.ids.next(),
                "eve",
                Set.of(),
                new RequestOrigin("request-2", "198.51.100.9", null));
        record(ada, "license", "license.issued");
        Instant between = fixture.clock.advance(Duration.ofMinutes(1));
        UUID target = record(eve, "policy", "policy.created");

        assertThat(List.of(
                        new AuditFilter(eve.id(), null, null, null, null, null, null, null),
                        new AuditFilter(null, "policy.created", null, null, null, null, null, null),
                        new AuditFilter(null, null, "policy", null, null, null, null, null),
                        new AuditFilter(null, null, null, target, null, null, null, null),
                        new AuditFilter(null, null, null, null, between, null, null, null),
                        new AuditFilter(null, null, null, null, null, null, "request-2", null),
                        new AuditFilter(null, null, null, null, null, null, null, "198.51.100.9")))
                .allSatisfy(filter -> assertThat(actions(ada, filter)).containsExactly("policy.created"));
        assertThat(actions(ada, new AuditFilter(null, null, null, null, null, between, null, null)))
                .containsExactly("license.issued");
        assertThat(actions(ada, new AuditFilter(ada.id(), "policy.created", null, null, null, null, null, null)))
                .isEmpty();
        assertThat(actions(ada, AuditFilter.none())).containsExactly("policy.created", "license.issued");
        assertThat(actions(fixture.newTenant(), AuditFilter.none())).isEmpty();
    }

    @Test
    void anExportHasEveryLineAndIsAuditedItself() throws IOException {
        Actor actor = fixture.newTenant();
        for (int i = 0; i < 2_500; i++) {
            record(actor, "license", "license.issued");
        }
        record(actor, "policy", "policy.created");
        AuditFilter filter = new AuditFilter(null, "license.issued", null, null, null, null, null, null);
        ExportFormat ndjson = new NdjsonFormat(JSON);

        export.announce(actor, filter, ndjson);
        List<String> lines = export(actor, filter, ndjson).lines().toList();

        assertThat(lines).hasSize(2_500).doesNotHaveDuplicates();
        JsonNode first = JSON.readTree(lines.getFirst());
        assertThat(first.at("/action").asText()).isEqualTo("license.issued");
        assertThat(first.at("/after/name").asText()).isEqualTo("Zoë");
        AuditEntry announced = trail.list(actor, AuditFilter.none(), PageRequest.first(1))
                .items()
                .getFirst();
        assertThat(announced.action()).isEqualTo("audit.exported");
        assertThat(announced.after()).contains("ndjson", "license.issued");
    }

    @Test
    void anExportHasOnlyTheTenantsOwnLines() throws IOException {
        Actor actor = fixture.newTenant();
        record(actor, "license", "license.issued");

        assertThat(export(fixture.newTenant(), AuditFilter.none(), new CsvFormat())
                        .lines())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            =1+1            | '=1+1
            +1              | '+1
            -1              | '-1
            @SUM(A1)        | '@SUM(A1)
            =A("x",1)       | "'=A(""x"",1)"
            a,b             | "a,b"
            say "hi" now    | "say ""hi"" now"
            plain           | plain
            a=b             | a=b
            """)
    void aCellIsQuotedAndIsNoFormula(String userAgent, String cell) {
        assertThat(new CsvFormat().line(entry(userAgent))).endsWith("," + cell + ",7,ab,cd\r\n");
    }

    @Test
    void lineBreaksAndTabsAreCellsToo() {
        assertThat(new CsvFormat().line(entry("\t=1"))).contains(",'\t=1,");
        assertThat(new CsvFormat().line(entry("a\nb"))).contains(",\"a\nb\",");
        assertThat(new CsvFormat().line(entry("\r\n=1"))).contains(",\"'\r\n=1\",");
        assertThat(new CsvFormat().line(entry(null))).contains(",,7,ab,cd");
    }

    @Test
    void aLineHasAsManyCellsAsTheHeader() {
        assertThat(new CsvFormat().line(entry("x")).split(","))
                .hasSameSizeAs(new CsvFormat().header().split(","));
    }

    private static UUID record(Actor actor, String type, String action) {
        UUID id = fixture.ids.next();
        fixture.database.runInTenant(
                actor.tenant(),
                transaction -> fixture.changes.record(
                        transaction, actor, new Change(action, type, id, null, Map.of("name", "Zoë"))));
        return id;
    }

    private List<String> actions(Actor actor, AuditFilter filter) {
        return trail.list(actor, filter, PageRequest.first(10)).items().stream()
                .map(AuditEntry::action)
                .toList();
    }

    private String export(Actor actor, AuditFilter filter, ExportFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(actor, filter, format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static AuditEntry entry(@Nullable String userAgent) {
        UUID id = new UUID(0, 1);
        return new AuditEntry(
                id,
                Instant.EPOCH,
                "USER",
                id,
                "ada",
                "x.done",
                "x",
                id,
                null,
                null,
                "r",
                null,
                userAgent,
                7L,
                "ab",
                "cd");
    }
}
