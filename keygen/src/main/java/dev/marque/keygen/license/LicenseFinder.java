package dev.marque.keygen.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keygen.details.Detail;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Ids;
import dev.marque.keys.license.LicenseKeys;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.Licenses;
import dev.marque.licensing.license.LicensesByKey;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Finds licenses by what Keygen's addresses name them by: id or key. Thread-safe. */
@Singleton
public class LicenseFinder {

    private final Licenses licenses;
    private final LicensesByKey byKey;
    private final Policies policies;
    private final Details details;

    @Inject
    LicenseFinder(Licenses licenses, LicensesByKey byKey, Policies policies, Details details) {
        this.licenses = licenses;
        this.byKey = byKey;
        this.policies = policies;
        this.details = details;
    }

    /** @throws Failure 404 if the caller does not reach it, there is none, or it is gone for this API */
    public License find(Call call, String idOrKey) {
        Optional<UUID> id = Ids.parse(idOrKey);
        if (id.isEmpty()) {
            id = byKey.byHash(call.actor(), LicenseKeys.lookupHash(idOrKey)).map(LicensesByKey.Keyed::licenseId);
        }
        return id.flatMap(known -> get(call.actor(), known)).orElseThrow(() -> Failure.notFound("license", idOrKey));
    }

    /** The license, if the actor reaches it and it is not gone for this API. */
    public Optional<License> get(Actor actor, UUID id) {
        try {
            return Optional.of(licenses.get(actor, id)).filter(KnownLicense::isThere);
        } catch (ProblemException missing) {
            return Optional.empty();
        }
    }

    /** A license and what goes with it. */
    public KnownLicense known(Actor actor, License license) {
        Policy policy = policies.get(actor, license.policyId());
        return new KnownLicense(
                license,
                policy,
                details.of(actor, Kind.LICENSE, license.id()),
                details.of(actor, Kind.POLICY, policy.id()));
    }

    /** Licenses and what goes with them, in the same order. */
    public List<KnownLicense> known(Actor actor, List<License> found) {
        Map<UUID, Policy> ofPolicy = new HashMap<>();
        found.forEach(license -> ofPolicy.computeIfAbsent(license.policyId(), id -> policies.get(actor, id)));
        Map<UUID, Detail> said =
                details.of(actor, Kind.LICENSE, found.stream().map(License::id).toList());
        Map<UUID, Detail> policySaid = details.of(actor, Kind.POLICY, ofPolicy.keySet());
        return found.stream()
                .map(license -> new KnownLicense(
                        license,
                        Objects.requireNonNull(ofPolicy.get(license.policyId())),
                        said.getOrDefault(license.id(), Detail.NOTHING),
                        policySaid.getOrDefault(license.policyId(), Detail.NOTHING)))
                .toList();
    }

    /**
     * The license as the one that does something: installations do most things to themselves. Who made it do so is named
     * behind its number.
     */
    public static Actor installation(Actor caller, License license) {
        if (caller.kind() == Actor.Kind.LICENSE) {
            return caller;
        }
        return new Actor(
                        caller.tenant(),
                        Actor.Kind.LICENSE,
                        license.id(),
                        license.number() + " for " + caller.name(),
                        caller.permissions(),
                        RecordScope.own(license.id()),
                        caller.origin())
                .in(caller.environment());
    }
}
