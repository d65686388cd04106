package dev.marque.licensing.release;

import dev.marque.keys.validation.Channel;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A version of a product that its vendor listed.
 *
 * @param version as {@link dev.marque.keys.validation.Version} writes it
 * @param releasedAt licenses whose maintenance had ended by then do not cover it
 * @param checksums of its files
 */
@Schema(name = "ProductVersion", description = "A version of a product.")
public record Release(
        @Schema(examples = "2.1.0") String version,
        @Schema(examples = "STABLE") Channel channel,

        @Schema(description = "Licenses whose maintenance had ended by then do not cover it.")
        Instant releasedAt,

        @Schema(description = "Of its files, as programs tell them.", examples = "[\"9f86d081884c7d65\"]")
        List<String> checksums) {

    public Release {
        checksums = checksums.stream().distinct().sorted().toList();
    }
}
