package dev.marque.keygen.catalog;

import static dev.marque.licensing.LicensingPermissions.LICENSES_READ;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;
import static dev.marque.licensing.LicensingPermissions.POLICIES_READ;
import static dev.marque.licensing.LicensingPermissions.POLICIES_WRITE;
import static dev.marque.licensing.LicensingPermissions.PRODUCTS_READ;

import dev.marque.keygen.details.Detail;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.route.Walk;
import dev.marque.keygen.wire.Failure;
import dev.marque.licensing.license.Licenses;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.product.Products;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Policies: looking at them, and what belongs to them. */
@Singleton
public class PolicyRoutes implements RouteSource {

    private final Policies policies;
    private final Products products;
    private final Licenses licenses;
    private final Details details;
    private final PolicyWriting writing;
    private final PolicyEntitlements entitlements;
    private final Removals removals;

    @Inject
    PolicyRoutes(
            Policies policies,
            Products products,
            Licenses licenses,
            Details details,
            PolicyWriting writing,
            PolicyEntitlements entitlements,
            Removals removals) {
        this.policies = policies;
        this.products = products;
        this.licenses = licenses;
        this.details = details;
        this.writing = writing;
        this.entitlements = entitlements;
        this.removals = removals;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/policies", this::list, POLICIES_READ),
                Route.of("POST", "/policies", writing::create, POLICIES_WRITE),
                Route.of("GET", "/policies/{id}", this::show, POLICIES_READ, LICENSING_USE),
                Route.of("PATCH", "/policies/{id}", writing::update, POLICIES_WRITE),
                Route.of("PUT", "/policies/{id}", writing::update, POLICIES_WRITE),
                Route.of("DELETE", "/policies/{id}", this::delete, POLICIES_WRITE),
                Route.of("GET", "/policies/{id}/product", this::product, PRODUCTS_READ, LICENSING_USE),
                Route.of("GET", "/policies/{id}/entitlements", this::entitlements, POLICIES_READ, LICENSING_USE),
                Route.of("POST", "/policies/{id}/entitlements", entitlements::attach, POLICIES_WRITE),
                Route.of("DELETE", "/policies/{id}/entitlements", entitlements::detach, POLICIES_WRITE),
                Route.of(
                        "GET",
                        "/policies/{id}/entitlements/{entitlement}",
                        entitlements::show,
                        POLICIES_READ,
                        LICENSES_READ));
    }

    private Reply list(Call call) {
        UUID product = call.query().id("product").orElse(null);
        return Paging.pages(
                call,
                Walk.over(request -> removals.there(
                        call.actor(), Kind.POLICY, policies.list(call.actor(), product, request), Policy::id)),
                found -> views(call, found));
    }

    private List<Map<String, @Nullable Object>> views(Call call, List<Policy> found) {
        Map<UUID, Detail> said = details.of(
                call.actor(), Kind.POLICY, found.stream().map(Policy::id).toList());
        return found.stream()
                .<Map<String, @Nullable Object>>map(
                        policy -> PolicyView.of(policy, said.getOrDefault(policy.id(), Detail.NOTHING), call.links()))
                .toList();
    }

    private Reply show(Call call) {
        Policy policy = policy(call);
        return Reply.of(PolicyView.of(policy, details.of(call.actor(), Kind.POLICY, policy.id()), call.links()));
    }

    private Reply product(Call call) {
        UUID product = policy(call).productId();
        return Reply.of(ProductView.of(
                products.get(call.actor(), product), details.of(call.actor(), Kind.PRODUCT, product), call.links()));
    }

    private Reply entitlements(Call call) {
        policy(call);
        return entitlements.list(call);
    }

    private Reply delete(Call call) {
        removals.removePolicy(call, policy(call).id());
        return Reply.none();
    }

    /** The policy of the address; a license sees its own only. */
    private Policy policy(Call call) {
        UUID id = call.id("id", "policy");
        if (call.byLicense()
                && !licenses.get(call.actor(), call.actor().id()).policyId().equals(id)) {
            throw Failure.notFound("policy", id.toString());
        }
        Policy found = policies.get(call.actor(), id);
        if (!call.byLicense() && removals.isGone(call.actor(), Kind.POLICY, id)) {
            throw Failure.notFound("policy", id.toString());
        }
        return found;
    }
}
