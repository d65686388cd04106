package dev.marque.licensing.policy;

import dev.marque.keys.validation.Scope;
import dev.marque.licensing.edit.Inputs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        @Valid @Nullable UpdateRules updates,
        @Valid @Nullable ScopeRules scopes,
        @Valid @Nullable FingerprintRules fingerprints,
        @Valid @Nullable HeartbeatRules heartbeat,
        @Valid @Nullable UserRules users,
        @Valid @Nullable TrialRules trial,

        @Schema(description = "Features with a value or a time of their own, by code.")
        @Size(max = Inputs.CODES) @Nullable Map<@Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String, @NotNull @Valid FeatureRule> features,

        @Valid @Nullable TransferRules transfer,
        @Valid @Nullable UncountedRules uncounted,
        @Valid @Nullable LeakRules leaks,
        @Valid @Nullable AuthenticationRules authentication,
        @Valid @Nullable PlaceRules places) {

    /** All at their defaults. */
    public static final Rules DEFAULT = new Rules(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

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
                        edit.updates == null ? updates : edit.updates,
                        edit.scopes == null ? scopes : edit.scopes,
                        edit.fingerprints == null ? fingerprints : edit.fingerprints,
                        edit.heartbeat == null ? heartbeat : edit.heartbeat,
                        edit.users == null ? users : edit.users,
                        edit.trial == null ? trial : edit.trial,
                        edit.features == null ? features : edit.features,
                        edit.transfer == null ? transfer : edit.transfer,
                        edit.uncounted == null ? uncounted : edit.uncounted,
                        edit.leaks == null ? leaks : edit.leaks,
                        edit.authentication == null ? authentication : edit.authentication,
                        edit.places == null ? places : edit.places);
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

    public UpdateRules coveredVersions() {
        return Objects.requireNonNullElse(updates, UpdateRules.DEFAULT);
    }

    /** What programs have to say about themselves. */
    public Set<Scope> wanted() {
        return Objects.requireNonNullElse(scopes, ScopeRules.DEFAULT).required();
    }

    public FingerprintRules tellingMachines() {
        return Objects.requireNonNullElse(fingerprints, FingerprintRules.DEFAULT);
    }

    public HeartbeatRules signsOfLife() {
        return Objects.requireNonNullElse(heartbeat, HeartbeatRules.DEFAULT);
    }

    public TransferRules changingHands() {
        return Objects.requireNonNullElse(transfer, TransferRules.DEFAULT);
    }

    public UncountedRules uncountedMachines() {
        return Objects.requireNonNullElse(uncounted, UncountedRules.DEFAULT);
    }

    /** With what installations say which license they have. */
    public AuthenticationRules proving() {
        return Objects.requireNonNullElse(authentication, AuthenticationRules.DEFAULT);
    }

    /** From where a license may be used. */
    public PlaceRules usedFrom() {
        return Objects.requireNonNullElse(places, PlaceRules.EVERYWHERE);
    }
}
