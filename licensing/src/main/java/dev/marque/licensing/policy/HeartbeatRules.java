package dev.marque.licensing.policy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.marque.keys.validation.CullStrategy;
import dev.marque.keys.validation.HeartbeatBasis;
import dev.marque.keys.validation.HeartbeatTerms;
import dev.marque.licensing.edit.Lasts;
import dev.marque.licensing.rows.Lifetimes;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What follows from a machine's signs of life, or from its silence. */
@Schema(description = "What follows from a machine's signs of life, or from its silence.")
public record HeartbeatRules(
        @Schema(description = "Whether only a living machine may use the license.", defaultValue = "false") @Nullable Boolean required,

        @Schema(description = "What signs of life are counted from.", defaultValue = "FROM_FIRST_PING") @Nullable HeartbeatBasis basis,

        @Schema(
                type = SchemaType.STRING,
                description =
                        "How long after its last sign of life a machine is dead: PT1M to P366D, and no less than the"
                                + " heartbeat interval. Absent: three intervals.",
                examples = "PT1H")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "PT1M", max = "P366D")
        @Nullable Duration deadAfter,

        @Schema(description = "What becomes of a dead machine's seat.", defaultValue = "KEEP_DEAD") @Nullable CullStrategy cull,

        @Schema(
                type = SchemaType.STRING,
                description =
                        "How long after its death a heartbeat revives a machine: PT0S (never) to P366D. Absent: for as"
                                + " long as it has its seat.",
                examples = "PT10M")
        @JsonSerialize(using = Lifetimes.Writer.class)
        @JsonDeserialize(using = Lifetimes.DurationReader.class)
        @Lasts(min = "PT0S", max = "P366D")
        @Nullable Duration revivableFor) {

    static final HeartbeatRules DEFAULT = new HeartbeatRules(null, null, null, null, null);

    /** How many signs of life may be missed. */
    private static final int INTERVALS = 3;

    @Override
    public Boolean required() {
        return Objects.requireNonNullElse(required, false);
    }

    @Override
    public HeartbeatBasis basis() {
        return Objects.requireNonNullElse(basis, HeartbeatBasis.FROM_FIRST_PING);
    }

    @Override
    public CullStrategy cull() {
        return Objects.requireNonNullElse(cull, CullStrategy.KEEP_DEAD);
    }

    /** As the rules of validation take them. */
    HeartbeatTerms over(Duration interval) {
        Duration silence = deadAfter == null ? interval.multipliedBy(INTERVALS) : deadAfter;
        return new HeartbeatTerms(
                required(), basis(), silence.compareTo(interval) < 0 ? interval : silence, cull(), revivableFor);
    }
}
