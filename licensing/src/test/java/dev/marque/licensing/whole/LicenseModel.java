package dev.marque.licensing.whole;

import dev.marque.keys.validation.Code;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.RenewalBasis;
import dev.marque.licensing.whole.Step.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One license, told as plainly as can be: its state, its term, its features, and the order in which it is judged. */
final class LicenseModel {

    static final String CONFLICT = "STATE_CONFLICT";

    /** How much of a license a question is about; each holds what comes before it. */
    enum About {
        STATE,
        LIMITS,
        MACHINES,
        ALL
    }

    final WorldModel world;
    final SeatModel seats = new SeatModel(this);
    final LeaseModel leases = new LeaseModel(this);
    final UserModel users = new UserModel(this);
    final MeterModel meters = new MeterModel(this);
    final FeatureModel features = new FeatureModel(this);

    Plan plan;
    int policy;
    LicenseState state = LicenseState.ACTIVE;

    @Nullable Instant expiresAt;

    @Nullable Instant maintenanceEndsAt;

    final Set<String> overrides = new TreeSet<>();

    private int policyVersion;
    final Instant createdAt;
    private Instant anchor;
    private int terms;
    private int extensions;
    private int keys = 1;
    private @Nullable Instant formerKeyEndsAt;

    LicenseModel(WorldModel world, int policy) {
        this.world = world;
        this.policy = policy;
        plan = world.policies.get(policy);
        policyVersion = world.versions.get(policy);
        createdAt = world.now;
        anchor = world.now;
        begin();
        Period maintenance = plan.maintenance();
        maintenanceEndsAt = maintenance == null ? null : WorldModel.end(world.now, maintenance, 1);
    }

    // What staff do

    String move(LicenseState to, LicenseState... from) {
        if (!List.of(from).contains(state)) {
            return CONFLICT;
        }
        state = to;
        return state.name();
    }

    boolean isArchived() {
        return state == LicenseState.ARCHIVED;
    }

    private boolean runs() {
        return state == LicenseState.ACTIVE || state == LicenseState.SUSPENDED;
    }

    private boolean awaitsFirstUse() {
        return plan.term() != null && expiresAt == null && plan.waitsForUse();
    }

    private void begin() {
        runFrom(world.now, 0);
        if (plan.term() != null && !plan.waitsForUse()) {
            runFrom(world.now, 1);
        }
    }

    private void runFrom(Instant from, int count) {
        anchor = from;
        terms = count;
        expiresAt = count == 0 ? null : WorldModel.end(from, Objects.requireNonNull(plan.term()), count);
    }

    private void runUntil(Instant end) {
        runFrom(end, 0);
        expiresAt = end;
    }

    void used() {
        if (awaitsFirstUse()) {
            runFrom(world.now, 1);
        }
    }

    String renew() {
        if (!runs() || plan.term() == null || awaitsFirstUse()) {
            return CONFLICT;
        }
        if (fromNow(expiresAt)) {
            runFrom(world.now, 1);
        } else {
            runFrom(anchor, terms + 1);
        }
        return state.name();
    }

    private boolean fromNow(@Nullable Instant end) {
        return plan.renewal() == RenewalBasis.FROM_NOW
                || (plan.renewal() == RenewalBasis.FROM_NOW_IF_EXPIRED && isOver(end));
    }

    /** Whether that end, if there is one, has come. */
    boolean isOver(@Nullable Instant end) {
        return end != null && !world.now.isBefore(end);
    }

    String extend(Period by) {
        if (!runs() || expiresAt == null || (plan.isTrial() && extensions == Plan.EXTENSIONS)) {
            return CONFLICT;
        }
        extensions += plan.isTrial() ? 1 : 0;
        runUntil(WorldModel.end(isOver(expiresAt) ? world.now : expiresAt, by, 1));
        return state.name();
    }

    String renewMaintenance() {
        Period term = plan.maintenance();
        if (!runs() || term == null || maintenanceEndsAt == null) {
            return CONFLICT;
        }
        maintenanceEndsAt = WorldModel.end(fromNow(maintenanceEndsAt) ? world.now : maintenanceEndsAt, term, 1);
        return state.name();
    }

    String edit(Plan edit, @Nullable Instant end, @Nullable Instant maintainedUntil) {
        if (isArchived()) {
            return CONFLICT;
        }
        plan = plan.with(edit);
        overrides.addAll(edit.terms().keySet());
        edit.rules().keySet().forEach(subject -> overrides.add("rules." + subject));
        if (end != null) {
            runUntil(end);
        }
        maintenanceEndsAt = maintainedUntil == null ? maintenanceEndsAt : maintainedUntil;
        return state.name();
    }

    /** Takes the present conditions of its policy, if it has those of another version. */
    boolean follow(int edited) {
        if (policy != edited || isArchived() || policyVersion == world.versions.get(policy)) {
            return false;
        }
        adopt(policy, true, false);
        return true;
    }

    String change(int to, boolean keepOverrides, boolean restart) {
        if (!runs()) {
            return CONFLICT;
        }
        adopt(to, keepOverrides, restart);
        return state.name();
    }

    private void adopt(int to, boolean keepOverrides, boolean restart) {
        Plan before = plan;
        if (!keepOverrides) {
            overrides.clear();
        }
        plan = world.policies.get(to).with(before.only(overrides));
        policy = to;
        policyVersion = world.versions.get(to);
        if (restart || expiresAt == null || plan.term() == null) {
            begin();
        } else if (!Objects.equals(before.term(), plan.term())) {
            runUntil(expiresAt);
        }
    }

    String replaceKey(Duration overlap) {
        if (isArchived()) {
            return CONFLICT;
        }
        keys++;
        formerKeyEndsAt = world.now.plus(overlap);
        return "REPLACED";
    }

    /** @param age 0 for the present key, 1 for the one before it, and so on */
    boolean opens(int age) {
        return !isArchived() && age < keys && (age == 0 || (age == 1 && !isOver(formerKeyEndsAt)));
    }

    // How it is judged

    boolean graceIsOver() {
        return expiresAt != null && isOver(expiresAt.plus(plan.grace()));
    }

    /** Whether its state and its end let it be used. */
    Code judge(About about, @Nullable String machine) {
        return judge(about, new Asked(machine, Set.of(), null, null, null, null, null), false);
    }

    Code judge(About about, Asked asked, boolean leased) {
        return Stream.of(
                        ofState(),
                        about == About.ALL ? ofWhatIsSaid(asked) : null,
                        about.compareTo(About.MACHINES) >= 0 ? seats.refuse(asked) : null,
                        about.compareTo(About.LIMITS) >= 0 && meters.exceeded() ? Code.LIMIT_EXCEEDED : null,
                        about == About.ALL ? ofPeopleAndPrograms(asked, leased) : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(graceIsOver() ? Code.EXPIRED_ALLOWED : isOver(expiresAt) ? Code.IN_GRACE : Code.VALID);
    }

    private @Nullable Code ofState() {
        return switch (state) {
            case REVOKED -> Code.REVOKED;
            case ARCHIVED -> Code.ARCHIVED;
            case SUSPENDED -> Code.SUSPENDED;
            case ACTIVE -> graceIsOver() && !plan.goesOnAfterTheEnd() ? Code.EXPIRED : null;
        };
    }

    private @Nullable Code ofWhatIsSaid(Asked asked) {
        if (plan.wantsToKnowTheProgram() && asked.ownProduct() == null) {
            return Code.PRODUCT_REQUIRED;
        }
        if (plan.wantsToKnowTheProgram() && asked.version() == null) {
            return Code.VERSION_REQUIRED;
        }
        if (Boolean.FALSE.equals(asked.ownProduct())) {
            return Code.PRODUCT_MISMATCH;
        }
        return asked.policy() != null && asked.policy() != policy ? Code.POLICY_MISMATCH : null;
    }

    private @Nullable Code ofPeopleAndPrograms(Asked asked, boolean leased) {
        if (plan.isFloating() && !leased) {
            return Code.LEASE_REQUIRED;
        }
        if (plan.isForNamedUsers() && asked.user() == null) {
            return Code.USER_REQUIRED;
        }
        if (plan.isForNamedUsers() && !users.sits(asked.user())) {
            return Code.USER_NOT_ASSIGNED;
        }
        if (asked.features().stream().anyMatch(feature -> !features.granted(feature, asked.user()))) {
            return Code.FEATURE_MISSING;
        }
        return asked.version() == null ? null : ofVersion(asked.version());
    }

    private @Nullable Code ofVersion(String version) {
        Instant released = world.released.get(version);
        if (version.compareTo(WorldModel.MINIMUM_VERSION) < 0) {
            return Code.UPDATE_REQUIRED;
        }
        if (plan.wantsListedVersions() && released == null) {
            return Code.VERSION_UNKNOWN;
        }
        if (!plan.covers(version.contains("beta"))) {
            return Code.CHANNEL_NOT_LICENSED;
        }
        boolean cameTooLate = released != null && maintenanceEndsAt != null && !released.isBefore(maintenanceEndsAt);
        return cameTooLate ? Code.MAINTENANCE_ENDED : null;
    }

    String validate(Asked asked, boolean leased) {
        Code code = judge(About.ALL, asked, leased);
        if (code.valid()) {
            seats.heardOf(asked.machine());
            used();
        }
        return code.name();
    }

    /** When time alone changes something. */
    Stream<Instant> ends() {
        Stream<@Nullable Instant> own = Stream.of(
                expiresAt, expiresAt == null ? null : expiresAt.plus(plan.grace()), maintenanceEndsAt, formerKeyEndsAt);
        return Stream.of(
                        own.filter(Objects::nonNull),
                        features.ends(),
                        seats.ends(),
                        leases.ends(),
                        users.ends(),
                        meters.ends())
                .flatMap(ends -> ends);
    }
}
