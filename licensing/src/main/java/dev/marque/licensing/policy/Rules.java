package dev.marque.licensing.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Those terms that most policies leave as they are, by subject. A subject that is absent has its defaults. */
@Schema(description = "Those terms that most policies leave as they are. A subject that is absent has its defaults.")
public record Rules(
        @Valid @Nullable ExpirationRules expiration,
        @Valid @Nullable OverageRules overage,
        @Valid @Nullable OfflineRules offline) {

    /** All at their defaults. */
    public static final Rules DEFAULT = new Rules(null, null, null);

    /** These rules, with each subject that an edit speaks of replaced by what it says. */
    Rules with(@Nullable Rules edit) {
        return edit == null
                ? this
                : new Rules(
                        edit.expiration == null ? expiration : edit.expiration,
                        edit.overage == null ? overage : edit.overage,
                        edit.offline == null ? offline : edit.offline);
    }

    @JsonIgnore
    public ExpirationRules whenExpired() {
        return Objects.requireNonNullElse(expiration, ExpirationRules.DEFAULT);
    }

    @JsonIgnore
    public OverageRules beyondMachines() {
        return Objects.requireNonNullElse(overage, OverageRules.DEFAULT);
    }

    @JsonIgnore
    public OfflineRules withoutNetwork() {
        return Objects.requireNonNullElse(offline, OfflineRules.DEFAULT);
    }
}
