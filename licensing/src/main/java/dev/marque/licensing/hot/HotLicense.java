package dev.marque.licensing.hot;

import dev.marque.keys.validation.LicenseState;
import dev.marque.keys.validation.SignsOfLife;
import dev.marque.licensing.hot.HotColumn.FormerKey;
import dev.marque.licensing.hot.HotColumn.LeaseRow;
import dev.marque.licensing.hot.HotRows.LicenseRow;
import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.PlaceRules;
import dev.marque.licensing.validation.OpenMeters.Period;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.TenantStanding;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that a validation looks at, whoever asks and for what. Immutable but for what others share with it, and for when
 * machines were last heard of. Where there is
 * too much of something, or what only a transaction can do is still to come, the database has to be asked.
 */
public final class HotLicense {

    private static final int BYTES_ANYWAY = 3_000;
    private static final int BYTES_A_MACHINE = 400;
    private static final int BYTES_A_COMPONENT = 200;
    private static final int BYTES_A_ROW = 150;

    private final TenantEnvironment where;
    private final License license;
    private final byte[] keyHash;
    private final @Nullable FormerKey former;
    private final List<HotMachine> machines;
    private final Map<UUID, Instant> leases;
    private final Set<String> people;
    private final List<HotMeter> meters;
    private final List<HotRule> rules;
    private final HotTenant ofTenant;
    private final HotProduct ofProduct;
    private final long readAt;
    private final Instant asOf;
    private final boolean complete;
    private final LicenseJson json;

    HotLicense(
            TenantEnvironment where,
            LicenseRow row,
            HotTenant ofTenant,
            HotProduct ofProduct,
            long readAt,
            Instant asOf) {
        HotColumn many = row.many();
        this.where = where;
        this.license = row.license();
        this.keyHash = row.keyHash().clone();
        this.former = many.former();
        this.machines = HotColumn.orNone(many.machines()).stream()
                .map(HotColumn.MachineRow::toMachine)
                .toList();
        this.leases = HotColumn.orNone(many.leases()).stream()
                .collect(Collectors.toUnmodifiableMap(LeaseRow::id, LeaseRow::endsAt));
        this.people = Set.copyOf(HotColumn.orNone(many.people()));
        this.meters = List.copyOf(HotColumn.orNone(many.meters()));
        this.ofTenant = ofTenant;
        this.ofProduct = ofProduct;
        this.rules = ofTenant.rulesFor(license.productId(), license.id());
        this.readAt = readAt;
        this.asOf = asOf;
        this.complete = !many.isCutOff() && ofProduct.isComplete();
        this.json = new LicenseJson(license);
    }

    public TenantEnvironment where() {
        return where;
    }

    public TenantId tenant() {
        return where.tenant();
    }

    public License license() {
        return license;
    }

    public TenantStanding standing() {
        return ofTenant.standing();
    }

    /** Whether everything is held; if not, the database has to be asked each time. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether who presents the key with that hash calls for this license at that instant. */
    public boolean isOpenedBy(byte[] lookupHash, Instant now) {
        return license.state() != LicenseState.ARCHIVED
                && license.terms().rules().proving().strategy().takesKeys()
                && (MessageDigest.isEqual(keyHash, lookupHash)
                        || (former != null
                                && former.endsAt().isAfter(now)
                                && former.hash().equals(HexFormat.of().formatHex(lookupHash))));
    }

    /** How the license looks to its installations, as JSON. */
    public LicenseJson json() {
        return json;
    }

    List<HotMachine> machines() {
        return machines;
    }

    /** When the machine last showed that it lives, as far as is known here; empty if it is not one of the active ones. */
    public Optional<SignsOfLife> lifeOf(UUID activation) {
        return machine(activation).map(HotMachine::life);
    }

    /** The machine gave a sign of life, and that is committed. */
    public void heardOf(UUID activation, Instant at) {
        machine(activation).ifPresent(machine -> machine.heardAt(at));
    }

    private Optional<HotMachine> machine(UUID activation) {
        return machines.stream()
                .filter(machine -> machine.id().equals(activation))
                .findFirst();
    }

    Map<UUID, Instant> leases() {
        return leases;
    }

    Set<String> people() {
        return people;
    }

    HotProduct product() {
        return ofProduct;
    }

    List<Period> metersAt(Instant now) {
        return meters.stream()
                .filter(meter -> meter.isOpenAt(now))
                .map(meter -> meter.at(now))
                .toList();
    }

    /** Whether any rule looks at where it is used, or by whom. */
    public boolean hasRules() {
        return !rules.isEmpty() || !license.terms().rules().usedFrom().equals(PlaceRules.EVERYWHERE);
    }

    List<HotRule> rulesAt(Instant now) {
        return rules.isEmpty()
                ? rules
                : rules.stream().filter(rule -> rule.countsAt(now)).toList();
    }

    /** Before that, it was not known how things would stand: periods and reservations that had ended were left out. */
    Instant asOf() {
        return asOf;
    }

    long readAt() {
        return readAt;
    }

    boolean sharedPartsAreUnchanged() {
        return ofTenant.unchanged() && ofProduct.unchanged();
    }

    /** The oldest reading among those that it is made of. */
    long oldestReadAt() {
        long parts = Math.min(ofTenant.readAt() - readAt, ofProduct.readAt() - readAt);
        return readAt + Math.min(0, parts);
    }

    /** Whether other processes' changes are not told of, so that it has to be read again soon. */
    boolean isCounting() {
        return !license.terms().rules().metered().isEmpty();
    }

    /** About how much memory it takes, in bytes. */
    int weight() {
        int components = machines.stream()
                .mapToInt(machine -> machine.fingerprint().components().size())
                .sum();
        return BYTES_ANYWAY
                + machines.size() * BYTES_A_MACHINE
                + components * BYTES_A_COMPONENT
                + BYTES_A_ROW
                        * (leases.size()
                                + people.size()
                                + meters.size()
                                + license.features().size()
                                + license.limits().size()
                                + license.metadata().size());
    }
}
