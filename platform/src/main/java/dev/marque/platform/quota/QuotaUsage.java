package dev.marque.platform.quota;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How much of a quota is used. */
public record QuotaUsage(
        @Schema(examples = "licenses") String name,
        @Schema(examples = "Licenses that are not archived") String description,

        @Schema(description = "Absent: as many as you want.", examples = "1000") @Nullable Long maximum,

        @Schema(examples = "17") long used) {}
