package dev.marque.platform.access;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a user belongs; from it follows which records roles of reach TEAM and PARTNER open. */
@Schema(description = "Where a user belongs. What is left out is none.")
public record Membership(@Nullable UUID teamId, @Nullable UUID partnerId) {}
