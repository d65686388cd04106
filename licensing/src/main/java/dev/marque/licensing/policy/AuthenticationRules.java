package dev.marque.licensing.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** With what installations say which license they have. */
@Schema(description = "With what installations say which license they have.")
public record AuthenticationRules(
        @Schema(
                description = "LICENSE: the license key. TOKEN: tokens that were issued for the license. MIXED: either."
                        + " NONE: neither.",
                defaultValue = "LICENSE")
        @Nullable AuthenticationStrategy strategy,

        @Schema(description = "How many tokens may work at once.", defaultValue = "20", examples = "20")
        @Min(1) @Max(10_000) @Nullable Integer maxTokens) {

    static final AuthenticationRules DEFAULT = new AuthenticationRules(null, null);

    private static final int MAX_TOKENS = 20;

    @Override
    public AuthenticationStrategy strategy() {
        return Objects.requireNonNullElse(strategy, AuthenticationStrategy.LICENSE);
    }

    @Override
    public Integer maxTokens() {
        return Objects.requireNonNullElse(maxTokens, MAX_TOKENS);
    }
}
