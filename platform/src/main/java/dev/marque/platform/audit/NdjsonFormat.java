package dev.marque.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One JSON object per line, the same as in the list, each ended by a line feed. */
public final class NdjsonFormat implements ExportFormat {

    private final ObjectMapper json;

    public NdjsonFormat(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public String header() {
        return "";
    }

    @Override
    public String line(AuditEntry entry) {
        try {
            return json.writeValueAsString(entry) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an audit entry that is no JSON", e);
        }
    }
}
