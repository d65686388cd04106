package dev.marque.platform.access;

import java.time.Instant;
import java.util.UUID;

/** Some people of one tenant: a team, or a partner. */
public record Group(UUID id, String name, Instant createdAt) {

    /** What kind of group. */
    public enum Kind {
        TEAM("teams", "team"),
        PARTNER("partners", "partner");

        final String table;
        final String word;

        Kind(String table, String word) {
            this.table = table;
            this.word = word;
        }
    }
}
