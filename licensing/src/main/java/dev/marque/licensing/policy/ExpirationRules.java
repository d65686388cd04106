package dev.marque.licensing.policy;

import dev.marque.keys.validation.ExpirationStrategy;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When the first term begins, and what becomes of a license after its last one. */
@Schema(description = "When the first term begins, and what becomes of a license after its last one.")
public record ExpirationRules(
        @Schema(description = "What sets the first term running.", defaultValue = "FROM_CREATION") @Nullable ExpirationBasis basis,

        @Schema(description = "What becomes of it when its grace is over.", defaultValue = "RESTRICT_ACCESS") @Nullable ExpirationStrategy strategy) {

    static final ExpirationRules DEFAULT = new ExpirationRules(null, null);

    @Override
    public ExpirationBasis basis() {
        return Objects.requireNonNullElse(basis, ExpirationBasis.FROM_CREATION);
    }

    @Override
    public ExpirationStrategy strategy() {
        return Objects.requireNonNullElse(strategy, ExpirationStrategy.RESTRICT_ACCESS);
    }
}
