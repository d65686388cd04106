package dev.marque.app.advisories;

import com.fasterxml.jackson.databind.JsonNode;

/** Something known to be wrong with a library. Ids and severities as in OSV: {@code GHSA-…}, {@code CRITICAL}. */
record Advisory(String id, Library library, String severity, String summary) {

    /** A record of the <a href="https://ossf.github.io/osv-schema/">OSV schema</a>. Without a severity it counts as critical. */
    static Advisory of(JsonNode osv, Library library) {
        return new Advisory(
                osv.path("id").asText(),
                library,
                osv.at("/database_specific/severity").asText("CRITICAL"),
                osv.path("summary").asText());
    }

    boolean isCritical() {
        return severity.equals("CRITICAL");
    }

    @Override
    public String toString() {
        return "%-8s %s %s %s: %s".formatted(severity, id, library.name(), library.version(), summary);
    }
}
