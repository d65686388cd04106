package dev.marque.keygen.license;

import static dev.marque.licensing.LicensingPermissions.LICENSES_SHOW_KEY;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keygen.catalog.PolicyView;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.ShownKeys;
import dev.marque.licensing.meter.Meters;
import dev.marque.licensing.user.NamedUsers;
import dev.marque.licensing.validation.MeterUse;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Licenses as Keygen shows them. Thread-safe. */
@Singleton
public class LicenseViews {

    /** So long before its end a license is said to be expiring. */
    static final Duration EXPIRING = Duration.ofDays(3);

    private final LicenseFinder finder;
    private final ShownKeys keys;
    private final Meters meters;
    private final NamedUsers users;
    private final LicenseSums sums;
    private final Owners owners;
    private final InstantSource clock;

    @Inject
    LicenseViews(
            LicenseFinder finder,
            ShownKeys keys,
            Meters meters,
            NamedUsers users,
            LicenseSums sums,
            Owners owners,
            InstantSource clock) {
        this.finder = finder;
        this.keys = keys;
        this.meters = meters;
        this.users = users;
        this.sums = sums;
        this.owners = owners;
        this.clock = clock;
    }

    public Map<String, @Nullable Object> of(Call call, License license) {
        return of(call, finder.known(call.actor(), license), key(call, license), null);
    }

    /** Several at once. */
    public List<Map<String, @Nullable Object>> of(Call call, List<License> found) {
        return finder.known(call.actor(), found).stream()
                .<Map<String, @Nullable Object>>map(known -> of(call, known, key(call, known.license()), null))
                .toList();
    }

    /** A license whose key is known already; to an actor who may be nobody but the license. */
    Map<String, @Nullable Object> judged(Links links, Actor actor, KnownLicense known, @Nullable String key) {
        return view(links, actor, known, key, clock.instant());
    }

    /** A license with its key, which is told because it was just made, or is in a file. */
    public Map<String, @Nullable Object> made(Links links, Actor actor, KnownLicense known, String key) {
        return view(links, actor, known, key, null);
    }

    /** To whoever is told what happened to it: without its key. */
    Map<String, @Nullable Object> told(Links links, Actor room, License license) {
        return view(links, room, finder.known(room, license), null, null);
    }

    private Map<String, @Nullable Object> of(
            Call call, KnownLicense known, @Nullable String key, @Nullable Instant validated) {
        return view(call.links(), call.actor(), known, key, validated);
    }

    /** Its key, as far as the caller may see it; showing it is in the audit trail. */
    @Nullable String key(Call call, License license) {
        if (call.byLicense() && call.licenseKey() != null) {
            return call.licenseKey();
        }
        return call.byLicense() || call.actor().may(LICENSES_SHOW_KEY)
                ? keys.show(call.actor(), license.id(), "license.key-shown")
                : null;
    }

    private Map<String, @Nullable Object> view(
            Links links, Actor actor, KnownLicense known, @Nullable String key, @Nullable Instant validated) {
        License license = known.license();
        Actor self = self(actor, license);
        return new Resource("licenses", license.id(), links)
                .attributes(attributes(known, self, key, validated))
                .relationship("environment", links.one("", "environments", null))
                .one("product", "products", license.productId())
                .one("policy", "policies", license.policyId())
                .one("group", "groups", null)
                .one("owner", "users", license.assignment().customerUserId())
                .relationship(
                        "users",
                        links.many("licenses/" + license.id() + "/users", Map.of("count", users(self, license))))
                .relationship("machines", links.many("licenses/" + license.id() + "/machines", machines(self, known)))
                .many("tokens")
                .many("entitlements")
                .done();
    }

    private Map<String, @Nullable Object> attributes(
            KnownLicense known, Actor self, @Nullable String key, @Nullable Instant validated) {
        License license = known.license();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", license.name());
        if (key != null) {
            values.put("key", key);
        }
        values.put("expiry", Moments.text(license.expiresAt()));
        values.put("status", status(license, self));
        values.put("uses", uses(self, license));
        values.put("suspended", license.state() == LicenseState.SUSPENDED);
        values.put("scheme", PolicyView.scheme(known.policy()));
        values.put("encrypted", false);
        values.put("strict", license.terms().requiresActivation());
        values.put("floating", known.floating());
        values.put("protected", known.isProtected());
        values.put("version", null);
        Integer machines = license.terms().maxActivations();
        values.put("maxMachines", machines == null ? null : Long.valueOf(machines));
        values.put("maxProcesses", known.limit("maxProcesses"));
        values.put("maxUsers", PolicyView.users(license.terms().rules()));
        values.put("maxCores", known.limit("maxCores"));
        values.put("maxMemory", known.limit("maxMemory"));
        values.put("maxDisk", known.limit("maxDisk"));
        values.put("maxUses", PolicyView.uses(license.terms().rules()));
        values.put("requireHeartbeat", license.terms().heartbeats().required());
        values.put("requireCheckIn", known.requiresCheckIn());
        values.put("lastValidated", Moments.text(validated));
        values.put("lastCheckIn", Moments.text(known.lastCheckIn()));
        values.put("nextCheckIn", Moments.text(known.nextCheckIn()));
        values.put("lastCheckOut", known.said().text("lastCheckOut"));
        values.put("permissions", List.of());
        values.put("metadata", known.metadata());
        values.put("created", Moments.text(license.createdAt()));
        values.put("updated", Moments.text(license.updatedAt()));
        return values;
    }

    private String status(License license, Actor self) {
        Instant end = license.expiresAt();
        Instant now = clock.instant();
        if (owners.isBanned(self, license)) {
            return "BANNED";
        }
        if (license.state() == LicenseState.SUSPENDED) {
            return "SUSPENDED";
        }
        if (end == null || !end.isBefore(now.plus(EXPIRING))) {
            return "ACTIVE";
        }
        return now.isBefore(end) ? "EXPIRING" : "EXPIRED";
    }

    private long uses(Actor self, License license) {
        return license.terms().rules().metered().containsKey(LicenseUses.METER)
                ? meters.list(self, license.id()).stream()
                        .filter(meter -> meter.name().equals(LicenseUses.METER))
                        .mapToLong(MeterUse::used)
                        .sum()
                : 0;
    }

    private long users(Actor self, License license) {
        return license.terms().rules().users() == null
                ? 0
                : users.list(self, license.id(), PageRequest.first(PageRequest.MAX_LIMIT))
                        .items()
                        .size();
    }

    private Map<String, Object> machines(Actor self, KnownLicense known) {
        Map<String, Object> meta = new LinkedHashMap<>(
                known.license().activations() == 0 ? LicenseSums.NONE : sums.of(self, known.license()));
        meta.put("count", (long) known.license().activations());
        return meta;
    }

    /** What belongs to a license is asked for in its own name: who sees it sees that, too. */
    private static Actor self(Actor actor, License license) {
        return new Actor(
                        actor.tenant(),
                        actor.kind(),
                        actor.id(),
                        actor.name(),
                        actor.permissions(),
                        RecordScope.own(license.id()),
                        actor.origin())
                .in(actor.environment());
    }
}
