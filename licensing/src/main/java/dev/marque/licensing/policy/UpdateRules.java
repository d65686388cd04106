package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.kernel.time.Term;
import dev.marque.keys.validation.Channel;
import dev.marque.licensing.rows.Lifetimes;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of the program a license covers.
 *
 * @param maintenance for how long after issue it covers what comes out; null for ever
 */
@Schema(description = "Which versions of the program a license covers.")
public record UpdateRules(
        @Schema(
                implementation = String.class,
                description = "What comes out for so long after issue is covered for ever; absent: all versions.",
                examples = "P1Y")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.TermReader.class)
        @Nullable Term maintenance,

        @Schema(
                description = "How unfinished a version may be: BETA covers betas, candidates and releases.",
                defaultValue = "DEV")
        @Nullable Channel channel,

        @Schema(description = "Whether versions that are not listed are refused.", defaultValue = "false") @Nullable Boolean listedOnly) {

    static final UpdateRules DEFAULT = new UpdateRules(null, null, null);

    @Override
    public Channel channel() {
        return Objects.requireNonNullElse(channel, Channel.DEV);
    }

    @Override
    public Boolean listedOnly() {
        return Objects.requireNonNullElse(listedOnly, false);
    }
}
