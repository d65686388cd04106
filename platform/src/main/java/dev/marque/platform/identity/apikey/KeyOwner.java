package dev.marque.platform.identity.apikey;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who answers for a key: it never does more than they may do at that moment, and ends with them. */
public record KeyOwner(Kind kind, UUID id) {

    /** Who can have keys. */
    @Schema(name = "KeyOwnerKind")
    public enum Kind {
        USER,
        SERVICE_ACCOUNT
    }
}
