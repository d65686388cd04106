package dev.marque.keygen.catalog;

import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Listing;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Ids;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.PolicyEdit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What licenses of a policy take along. Licenses that were issued before keep what they have. Thread-safe. */
@Singleton
class PolicyEntitlements {

    private final Policies policies;
    private final EntitlementCatalogue catalogue;

    @Inject
    PolicyEntitlements(Policies policies, EntitlementCatalogue catalogue) {
        this.policies = policies;
        this.catalogue = catalogue;
    }

    Reply list(Call call) {
        List<Entitlement> all = of(call, policy(call));
        return Paging.list(call, Listing.of(all), found -> found.view(call.links()));
    }

    Reply show(Call call) {
        UUID id = Ids.need("entitlement", call.path("entitlement"));
        return of(call, policy(call)).stream()
                .filter(found -> found.id().equals(id))
                .findFirst()
                .map(found -> Reply.of(found.view(call.links())))
                .orElseThrow(() -> Failure.notFound("entitlement", id.toString()));
    }

    Reply attach(Call call) {
        Policy policy = policy(call);
        List<UUID> ids = call.body().identifiers("entitlement", "entitlements");
        Set<String> features = new TreeSet<>(policy.features());
        List<Map<String, @Nullable Object>> attached = new ArrayList<>();
        for (UUID id : ids) {
            int index = attached.size();
            Entitlement found = catalogue.find(call.actor(), id).orElseThrow(() -> Attachments.unknown(index));
            if (!features.add(found.feature())) {
                throw Attachments.taken(index);
            }
            attached.add(Attachments.view("policy", policy.id(), found, policy.updatedAt(), call.links()));
        }
        change(call, policy, features);
        return Reply.list(attached, Map.of());
    }

    Reply detach(Call call) {
        Policy policy = policy(call);
        Set<String> features = new TreeSet<>(policy.features());
        List<UUID> ids = call.body().identifiers("entitlement", "entitlements");
        for (int index = 0; index < ids.size(); index++) {
            int at = index;
            Entitlement found = catalogue.find(call.actor(), ids.get(at)).orElseThrow(() -> Attachments.unknown(at));
            if (!features.remove(found.feature())) {
                throw Attachments.unknown(at);
            }
        }
        change(call, policy, features);
        return Reply.none();
    }

    private void change(Call call, Policy policy, Set<String> features) {
        PolicyEdit edit =
                new PolicyEdit(null, null, null, null, null, null, null, null, null, List.copyOf(features), null, null);
        policies.update(call.actor(), policy.id(), edit, ExpectedVersion.of(policy.version()));
    }

    private List<Entitlement> of(Call call, Policy policy) {
        return catalogue.of(call.actor(), policy.features(), policy.createdAt());
    }

    private Policy policy(Call call) {
        return policies.get(call.actor(), call.id("id", "policy"));
    }
}
