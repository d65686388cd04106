package dev.marque.keygen.catalog;

import static dev.marque.licensing.LicensingPermissions.LICENSES_WRITE;

import dev.marque.kernel.page.Cursor;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.page.Slice;
import dev.marque.keygen.details.Detail;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Moments;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseFilter;
import dev.marque.licensing.license.LicenseLists;
import dev.marque.licensing.license.LicenseTraits;
import dev.marque.licensing.license.Licenses;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Products and policies that Keygen's clients delete. Marque keeps them, because what was sold names them: they are gone in this
 * API, as the licenses are that went with them. Thread-safe.
 */
@Singleton
public class Removals {

    /** How many licenses go with what is deleted; with more, it takes somebody who deletes them first. */
    static final int MOST_LICENSES = 500;

    private static final String DELETED = "deleted";
    private static final LicenseTraits THERE =
            LicenseTraits.ANY.in(Set.of(LicenseState.ACTIVE, LicenseState.SUSPENDED));

    private final Licenses licenses;
    private final LicenseLists lists;
    private final Policies policies;
    private final Details details;
    private final Database database;
    private final InstantSource clock;

    @Inject
    Removals(
            Licenses licenses,
            LicenseLists lists,
            Policies policies,
            Details details,
            Database database,
            InstantSource clock) {
        this.licenses = licenses;
        this.lists = lists;
        this.policies = policies;
        this.details = details;
        this.database = database;
        this.clock = clock;
    }

    /** Whether it was deleted in this API. */
    public boolean isGone(Actor actor, Kind kind, UUID id) {
        return isGone(details.of(actor, kind, id));
    }

    private static boolean isGone(Detail said) {
        return said.get(DELETED) != null;
    }

    /** A page without what was deleted. */
    <T> Page<T> there(Actor actor, Kind kind, Page<T> page, Function<T, UUID> id) {
        Map<UUID, Detail> said =
                details.of(actor, kind, page.items().stream().map(id).toList());
        return new Page<>(
                page.items().stream()
                        .filter(item -> !isGone(said.getOrDefault(id.apply(item), Detail.NOTHING)))
                        .toList(),
                page.next());
    }

    void removePolicy(Call call, UUID policy) {
        database.together(call.account(), () -> {
            revokeAll(call, new LicenseFilter(null, policy, null, null, null));
            return say(call, Kind.POLICY, policy);
        });
    }

    void removeProduct(Call call, UUID product) {
        database.together(call.account(), () -> {
            revokeAll(call, new LicenseFilter(product, null, null, null, null));
            PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
            while (true) {
                Page<Policy> page = policies.list(call.actor(), product, request);
                page.items().forEach(policy -> say(call, Kind.POLICY, policy.id()));
                if (page.next() == null) {
                    return say(call, Kind.PRODUCT, product);
                }
                request = new PageRequest(PageRequest.MAX_LIMIT, Cursor.decode(page.next()));
            }
        });
    }

    private boolean say(Call call, Kind kind, UUID id) {
        details.say(call.actor(), kind, id, Map.of(DELETED, String.valueOf(Moments.text(clock.instant()))), "removed");
        return true;
    }

    private void revokeAll(Call call, LicenseFilter filter) {
        for (int revoked = 0; ; ) {
            List<License> some = lists.slice(call.actor(), filter, THERE, new Slice(false, 0, PageRequest.MAX_LIMIT))
                    .items();
            if (some.isEmpty()) {
                return;
            }
            call.require(LICENSES_WRITE);
            revoked += some.size();
            if (revoked > MOST_LICENSES) {
                throw Failure.unsupported(
                        "/data", "more than " + MOST_LICENSES + " licenses would go with it: delete those first");
            }
            some.forEach(license -> licenses.revoke(call.actor(), license.id(), "deleted"));
        }
    }
}
