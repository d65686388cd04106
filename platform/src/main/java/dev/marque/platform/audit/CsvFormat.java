package dev.marque.platform.audit;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180) with a header line. A cell that a spreadsheet would take for a formula, because it
 * begins with {@code = + - @}, a tab or a line break, gets an apostrophe in front: names and user agents are written by
 * strangers.
 */
public final class CsvFormat implements ExportFormat {

    private static final String END = "\r\n";
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r\n";
    private static final List<String> COLUMNS = List.of(
            "id",
            "occurredAt",
            "actorKind",
            "actorId",
            "actorName",
            "action",
            "recordType",
            "recordId",
            "before",
            "after",
            "requestId",
            "address",
            "userAgent",
            "sequence",
            "rowHash",
            "chainHash");

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String header() {
        return String.join(",", COLUMNS) + END;
    }

    @Override
    public String line(AuditEntry entry) {
        return Stream.of(
                        entry.id(),
                        entry.occurredAt(),
                        entry.actorKind(),
                        entry.actorId(),
                        entry.actorName(),
                        entry.action(),
                        entry.recordType(),
                        entry.recordId(),
                        orEmpty(entry.before()),
                        orEmpty(entry.after()),
                        entry.requestId(),
                        orEmpty(entry.address()),
                        orEmpty(entry.userAgent()),
                        orEmpty(entry.sequence()),
                        orEmpty(entry.rowHash()),
                        orEmpty(entry.chainHash()))
                .map(value -> cell(value.toString()))
                .collect(Collectors.joining(",", "", END));
    }

    private static Object orEmpty(@Nullable Object value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_BEGINNINGS.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
