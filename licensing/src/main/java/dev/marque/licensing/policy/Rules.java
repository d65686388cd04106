package dev.marque.licensing.policy;

import dev.marque.licensing.edit.Inputs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Those terms that most policies leave as they are, by subject. A subject that is absent has its defaults. */
@Schema(description = "Those terms that most policies leave as they are. A subject that is absent has its defaults.")
public record Rules(
        @Valid @Nullable ExpirationRules expiration,
        @Valid @Nullable OverageRules overage,
        @Valid @Nullable MachineRules machines,
        @Valid @Nullable FloatingRules floating,

        @Schema(description = "What is counted, by name.") @Size(max = Inputs.CODES) @Nullable Map<@Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String, @NotNull @Valid MeterRule> meters,

        @Valid @Nullable OfflineRules offline,

        @Schema(description = "Features with a value or a time of their own, by code.")
        @Size(max = Inputs.CODES) @Nullable Map<@Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String, @NotNull @Valid FeatureRule>
                features) {

    /** All at their defaults. */
    public static final Rules DEFAULT = new Rules(null, null, null, null, null, null, null);

    /** These rules, with each subject that an edit speaks of replaced by what it says. */
    Rules with(@Nullable Rules edit) {
        return edit == null
                ? this
                : new Rules(
                        edit.expiration == null ? expiration : edit.expiration,
                        edit.overage == null ? overage : edit.overage,
                        edit.machines == null ? machines : edit.machines,
                        edit.floating == null ? floating : edit.floating,
                        edit.meters == null ? meters : edit.meters,
                        edit.offline == null ? offline : edit.offline,
                        edit.features == null ? features : edit.features);
    }

    public ExpirationRules whenExpired() {
        return Objects.requireNonNullElse(expiration, ExpirationRules.DEFAULT);
    }

    public MachineRules movingMachines() {
        return Objects.requireNonNullElse(machines, MachineRules.DEFAULT);
    }

    public OverageRules beyondMachines() {
        return Objects.requireNonNullElse(overage, OverageRules.DEFAULT);
    }

    /** What is counted, by name. */
    public SortedMap<String, MeterRule> metered() {
        return meters == null ? Collections.emptySortedMap() : new TreeMap<>(meters);
    }

    /** Features with a value or a time of their own, by code. */
    public SortedMap<String, FeatureRule> grantedFeatures() {
        return features == null ? Collections.emptySortedMap() : new TreeMap<>(features);
    }

    public OfflineRules withoutNetwork() {
        return Objects.requireNonNullElse(offline, OfflineRules.DEFAULT);
    }
}
