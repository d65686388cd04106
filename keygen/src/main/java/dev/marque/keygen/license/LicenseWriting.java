package dev.marque.keygen.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keygen.catalog.LicenseTerms;
import dev.marque.keygen.catalog.Removals;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.details.Metadata;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.license.Assignment;
import dev.marque.licensing.license.IssuedLicense;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseBounds;
import dev.marque.licensing.license.LicenseEdit;
import dev.marque.licensing.license.LicenseIssuing;
import dev.marque.licensing.license.Licenses;
import dev.marque.licensing.license.NewLicense;
import dev.marque.licensing.policy.Bound;
import dev.marque.licensing.policy.ExpirationBasis;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.platform.database.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Licenses that Keygen's clients make, change and take back. Thread-safe. */
@Singleton
class LicenseWriting {

    /** What only this room knows of a license. */
    private static final List<String> SAID = List.of("protected", "maxCores", "maxMemory", "maxDisk", "maxProcesses");

    private static final Set<String> EDITED = Set.of(
            "name",
            "expiry",
            "suspended",
            "protected",
            "maxMachines",
            "maxCores",
            "maxMemory",
            "maxDisk",
            "maxUses",
            "maxProcesses",
            "maxUsers",
            "permissions",
            Metadata.NAME);

    private static final Set<String> KNOWN;

    static {
        Set<String> known = new java.util.HashSet<>(EDITED);
        known.add("key");
        KNOWN = Set.copyOf(known);
    }

    private final LicenseIssuing issuing;
    private final Licenses licenses;
    private final LicenseBounds bounds;
    private final Policies policies;
    private final Removals removals;
    private final LicenseFinder finder;
    private final LicenseViews views;
    private final LicenseOwners owners;
    private final Details details;
    private final Database database;

    @Inject
    LicenseWriting(
            LicenseIssuing issuing,
            Licenses licenses,
            LicenseBounds bounds,
            Policies policies,
            Removals removals,
            LicenseFinder finder,
            LicenseViews views,
            LicenseOwners owners,
            Details details,
            Database database) {
        this.issuing = issuing;
        this.licenses = licenses;
        this.bounds = bounds;
        this.policies = policies;
        this.removals = removals;
        this.finder = finder;
        this.views = views;
        this.owners = owners;
        this.details = details;
        this.database = database;
    }

    Reply create(Call call) {
        Fields data = call.body().data("license", "licenses");
        Fields attributes = Body.attributes(data, KNOWN);
        Fields relationships = Body.relationships(data, Set.of("policy", "owner", "user", "group"));
        Policy policy = policy(call, Body.needRelated(relationships, "policy", "policy", "policies"));
        UUID owner = owners.named(relationships);
        LicenseTerms terms = new LicenseTerms(attributes, policy.terms().rules());
        LicenseMetadata metadata = LicenseMetadata.of(Metadata.in(attributes).orElse(Map.of()));
        NewLicense input = new NewLicense(
                policy.id(),
                name(attributes),
                attributes.moment("expiry").orElse(null),
                terms.machines(),
                null,
                null,
                metadata.texts(),
                terms.rules(),
                null);
        Optional<String> key = attributes.text("key").filter(text -> !text.isBlank());
        Map<String, @Nullable Object> said = said(attributes, metadata);
        boolean suspended = attributes.flag("suspended").orElse(false);
        return database.together(call.account(), () -> {
            IssuedLicense issued = key.isPresent()
                    ? issuing.issueWithKey(call.actor(), input, key.get())
                    : issuing.issue(call.actor(), input);
            UUID id = issued.license().id();
            details.say(call.actor(), Kind.LICENSE, id, said);
            if (owner != null) {
                owners.assign(call, issued.license(), owner);
            }
            License license = suspended ? licenses.suspend(call.actor(), id, null) : licenses.get(call.actor(), id);
            return Reply.created(
                    views.made(call.links(), call.actor(), finder.known(call.actor(), license), issued.key()),
                    call.links().to("licenses/" + id));
        });
    }

    private Policy policy(Call call, UUID id) {
        try {
            if (!removals.isGone(call.actor(), Kind.POLICY, id)) {
                return policies.get(call.actor(), id);
            }
        } catch (ProblemException missing) {
            // As one that was deleted.
        }
        throw Failure.unprocessable("/data/relationships/policy", "POLICY_NOT_FOUND", "must exist");
    }

    private static @Nullable String name(Fields attributes) {
        String name = attributes.text("name").filter(text -> !text.isBlank()).orElse(null);
        if (name != null && name.length() > 200) {
            throw Failure.unprocessable(attributes.at("name"), "NAME_TOO_LONG", "is too long (maximum is 200)");
        }
        return name;
    }

    private static Map<String, @Nullable Object> said(Fields attributes, @Nullable LicenseMetadata metadata) {
        Map<String, @Nullable Object> said = new HashMap<>();
        for (String name : SAID) {
            if (attributes.has(name)) {
                said.put(name, name.equals("protected") ? attributes.flag(name).orElse(null) : limit(attributes, name));
            }
        }
        if (metadata != null) {
            said.put(Metadata.NAME, metadata.others());
        }
        return said;
    }

    private static @Nullable Long limit(Fields attributes, String name) {
        return attributes
                .number(name)
                .map(number -> {
                    if (number < 1) {
                        throw Failure.unprocessable(
                                attributes.at(name),
                                Failure.code(name, "INVALID"),
                                "must be greater than or equal to 1");
                    }
                    return number;
                })
                .orElse(null);
    }

    Reply update(Call call) {
        License before = finder.find(call, call.path("id"));
        Fields attributes = Body.needAttributes(call.body().data("license", "licenses"), EDITED);
        LicenseTerms terms = new LicenseTerms(attributes, before.terms().rules());
        LicenseMetadata metadata =
                Metadata.in(attributes).map(LicenseMetadata::of).orElse(null);
        LicenseEdit edit = new LicenseEdit(
                name(attributes),
                attributes.moment("expiry").orElse(null),
                null,
                terms.machines(),
                metadata == null ? null : metadata.texts(),
                terms.rules());
        Map<String, @Nullable Object> said = said(attributes, metadata);
        Optional<Boolean> suspended = attributes.flag("suspended");
        return database.together(call.account(), () -> {
            License after = licenses.update(call.actor(), before.id(), edit, ExpectedVersion.ANY);
            Set<Bound> without = without(attributes, before);
            if (!without.isEmpty()) {
                after = bounds.remove(call.actor(), before.id(), without);
            }
            details.say(call.actor(), Kind.LICENSE, before.id(), said);
            boolean is = before.state() == LicenseState.SUSPENDED;
            if (suspended.isPresent() && suspended.get() != is) {
                after = is
                        ? licenses.reinstate(call.actor(), before.id())
                        : licenses.suspend(call.actor(), before.id(), null);
            }
            return Reply.of(views.of(call, after));
        });
    }

    /** What was sent as null, and is not without it already. */
    private static Set<Bound> without(Fields attributes, License before) {
        Set<Bound> bounds = EnumSet.noneOf(Bound.class);
        if (attributes.isNull("expiry") && before.expiresAt() != null) {
            if (before.terms().term() != null
                    && before.terms().rules().whenExpired().basis() != ExpirationBasis.FROM_CREATION) {
                throw Failure.unsupported(
                        attributes.at("expiry"),
                        "cannot be taken away: the license's time begins with its first use, and would begin again");
            }
            bounds.add(Bound.TIME);
        }
        if (attributes.isNull("maxMachines") && before.terms().maxActivations() != null) {
            bounds.add(Bound.MACHINES);
        }
        return bounds;
    }

    /** What is revoked is gone for Keygen's clients, and stays to be looked at in our own API. */
    Reply delete(Call call) {
        licenses.revoke(call.actor(), finder.find(call, call.path("id")).id(), "deleted");
        return Reply.none();
    }

    static Assignment ownedBy(License license, @Nullable UUID owner) {
        Assignment before = license.assignment();
        return new Assignment(before.ownerUserId(), before.teamId(), before.partnerId(), owner);
    }
}
