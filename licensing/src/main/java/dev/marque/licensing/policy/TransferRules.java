package dev.marque.licensing.policy;

import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What happens when a license goes to another customer. */
@Schema(description = "What happens when a license goes to another customer.")
public record TransferRules(
        @Schema(description = "Whether it may go to another one at all.", defaultValue = "true") @Nullable Boolean allowed,

        @Schema(description = "What becomes of its end.", defaultValue = "KEEP_EXPIRY") @Nullable TransferStrategy strategy,

        @Schema(description = "Whether its machines are taken off, and its leases ended.", defaultValue = "true")
        @Nullable Boolean deactivateMachines,

        @Schema(description = "Whether its named users lose their seats.", defaultValue = "true") @Nullable Boolean releaseUsers,

        @Schema(
                description = "Whether it gets another key, and the one it had ends at once, with all its tokens.",
                defaultValue = "true")
        @Nullable Boolean newKey,

        @Schema(
                description = "Whether an installation may give it to another one, with nothing but its credentials.",
                defaultValue = "false")
        @Nullable Boolean byHolder) {

    static final TransferRules DEFAULT = new TransferRules(null, null, null, null, null, null);

    @Override
    public Boolean allowed() {
        return Objects.requireNonNullElse(allowed, true);
    }

    @Override
    public TransferStrategy strategy() {
        return Objects.requireNonNullElse(strategy, TransferStrategy.KEEP_EXPIRY);
    }

    @Override
    public Boolean deactivateMachines() {
        return Objects.requireNonNullElse(deactivateMachines, true);
    }

    @Override
    public Boolean releaseUsers() {
        return Objects.requireNonNullElse(releaseUsers, true);
    }

    @Override
    public Boolean newKey() {
        return Objects.requireNonNullElse(newKey, true);
    }

    @Override
    public Boolean byHolder() {
        return Objects.requireNonNullElse(byHolder, false);
    }
}
