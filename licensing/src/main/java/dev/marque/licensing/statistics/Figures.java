package dev.marque.licensing.statistics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a license was used for in a period. Maps have at most 101 names; {@code *} is all others together. */
@Schema(name = "UsageFigures", description = "What a license was used for in a period.")
public record Figures(
        @Schema(description = "Machines that were heard of.", examples = "12")
        long installations,

        @Schema(description = "Signs of life.", examples = "1152")
        long heartbeats,

        @Schema(description = "Validations, granted or refused.", examples = "40")
        long validations,

        @Schema(description = "Validations that were refused.", examples = "1")
        long refusals,

        @Schema(description = "Different users that heartbeats named.", examples = "9")
        long users,

        @Schema(description = "The most seats of a floating license that were held at once.", examples = "5")
        long concurrency,

        @Schema(
                description = "Machines by version of the program; one that was updated counts for both.",
                examples = "{\"2.1.0\": 12}")
        SortedMap<String, Long> versions,

        @Schema(description = "Machines by platform.", examples = "{\"linux-x86_64\": 12}")
        SortedMap<String, Long> platforms,

        @Schema(description = "Uses by feature, as heartbeats reported them.", examples = "{\"export\": 31}")
        SortedMap<String, Long> features) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, names(Map.of()), names(Map.of()), names(Map.of()));

    public Figures {
        versions = names(versions);
        platforms = names(platforms);
        features = names(features);
    }

    private static SortedMap<String, Long> names(Map<String, Long> counts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
