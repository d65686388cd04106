package dev.marque.licensing.policy;

import dev.marque.keys.validation.Scope;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What programs have to say about themselves when they ask. */
@Schema(description = "What programs have to say about themselves when they ask.")
public record ScopeRules(
        @Schema(description = "Who leaves one of them out is refused.", examples = "[\"PRODUCT\", \"VERSION\"]")
        @Size(max = 8) @Nullable Set<@NotNull Scope> required) {

    static final ScopeRules DEFAULT = new ScopeRules(null);

    @Override
    public Set<Scope> required() {
        return new TreeSet<>(Objects.requireNonNullElse(required, Set.of()));
    }
}
