package dev.marque.keygen.license;

import static dev.marque.licensing.LicensingPermissions.LICENSES_READ;
import static dev.marque.licensing.LicensingPermissions.LICENSES_WRITE;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;
import static dev.marque.licensing.LicensingPermissions.POLICIES_READ;
import static dev.marque.licensing.LicensingPermissions.PRODUCTS_READ;

import dev.marque.keygen.catalog.Attachments;
import dev.marque.keygen.catalog.Entitlement;
import dev.marque.keygen.catalog.EntitlementCatalogue;
import dev.marque.keygen.catalog.PolicyView;
import dev.marque.keygen.catalog.ProductView;
import dev.marque.keygen.catalog.Removals;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Listing;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.wire.Failure;
import dev.marque.keys.feature.FeatureGrant;
import dev.marque.keys.feature.FeatureValue;
import dev.marque.keys.feature.GrantSource;
import dev.marque.licensing.grant.FeatureGrants;
import dev.marque.licensing.grant.NewGrants;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.PolicyAdoptions;
import dev.marque.licensing.product.Products;
import dev.marque.platform.database.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a license grants, and what it is under: entitlements, policy, product. */
@Singleton
public class LicenseEntitlements implements RouteSource {

    private final LicenseFinder finder;
    private final LicenseViews views;
    private final EntitlementCatalogue catalogue;
    private final FeatureGrants grants;
    private final PolicyAdoptions adoptions;
    private final Removals removals;
    private final Products products;
    private final Details details;
    private final Database database;

    @Inject
    LicenseEntitlements(
            LicenseFinder finder,
            LicenseViews views,
            EntitlementCatalogue catalogue,
            FeatureGrants grants,
            PolicyAdoptions adoptions,
            Removals removals,
            Products products,
            Details details,
            Database database) {
        this.finder = finder;
        this.views = views;
        this.catalogue = catalogue;
        this.grants = grants;
        this.adoptions = adoptions;
        this.removals = removals;
        this.products = products;
        this.details = details;
        this.database = database;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/licenses/{id}/entitlements", this::list, LICENSES_READ, LICENSING_USE),
                Route.of("POST", "/licenses/{id}/entitlements", this::attach, LICENSES_WRITE),
                Route.of("DELETE", "/licenses/{id}/entitlements", this::detach, LICENSES_WRITE),
                Route.of("GET", "/licenses/{id}/entitlements/{entitlement}", this::show, LICENSES_READ, LICENSING_USE),
                Route.of("GET", "/licenses/{id}/policy", this::policy, POLICIES_READ, LICENSING_USE),
                Route.of("PUT", "/licenses/{id}/policy", this::changePolicy, LICENSES_WRITE),
                Route.of("PATCH", "/licenses/{id}/policy", this::changePolicy, LICENSES_WRITE),
                Route.of("GET", "/licenses/{id}/product", this::product, PRODUCTS_READ, LICENSING_USE));
    }

    private Reply list(Call call) {
        List<Entitlement> all = catalogue.of(call.actor(), finder.find(call, call.path("id")));
        return Paging.list(call, Listing.of(all), found -> found.view(call.links()));
    }

    private Reply show(Call call) {
        String wanted = call.path("entitlement");
        return catalogue.of(call.actor(), finder.find(call, call.path("id"))).stream()
                .filter(found ->
                        found.id().toString().equals(wanted) || found.code().equals(wanted))
                .findFirst()
                .map(found -> Reply.of(found.view(call.links())))
                .orElseThrow(() -> Failure.notFound("entitlement", wanted));
    }

    private Reply attach(Call call) {
        License license = finder.find(call, call.path("id"));
        Set<String> granted = new HashSet<>();
        license.grants().forEach(grant -> granted.add(grant.code()));
        Map<String, Object> wanted = new LinkedHashMap<>();
        List<Map<String, @Nullable Object>> attached = new ArrayList<>();
        for (UUID id : call.body().identifiers("entitlement", "entitlements")) {
            int index = attached.size();
            Entitlement found = catalogue.find(call.actor(), id).orElseThrow(() -> Attachments.unknown(index));
            if (!granted.add(found.feature())) {
                throw Attachments.taken(index);
            }
            wanted.put(found.feature(), FeatureValue.ON);
            attached.add(Attachments.view("license", license.id(), found, license.updatedAt(), call.links()));
        }
        if (!wanted.isEmpty()) {
            grants.grant(call.actor(), license.id(), new NewGrants(GrantSource.LICENSE, null, null, null, wanted));
        }
        return Reply.list(attached, Map.of());
    }

    private Reply detach(Call call) {
        License license = finder.find(call, call.path("id"));
        List<UUID> ids = call.body().identifiers("entitlement", "entitlements");
        return database.together(call.account(), () -> {
            for (int index = 0; index < ids.size(); index++) {
                int at = index;
                Entitlement found =
                        catalogue.find(call.actor(), ids.get(at)).orElseThrow(() -> Attachments.unknown(at));
                grants.withdraw(call.actor(), license.id(), grant(license, found, at));
            }
            return Reply.none();
        });
    }

    private static UUID grant(License license, Entitlement entitlement, int index) {
        List<FeatureGrant> of = license.grants().stream()
                .filter(grant -> grant.code().equals(entitlement.feature()))
                .toList();
        if (of.isEmpty()) {
            throw Attachments.unknown(index);
        }
        for (FeatureGrant grant : of) {
            UUID id = grant.id();
            if (id != null) {
                return id;
            }
        }
        throw Failure.unprocessable(
                "/data/" + index, "ENTITLEMENT_NOT_ALLOWED", "cannot be detached: it came with the policy");
    }

    private Reply policy(Call call) {
        License license = finder.find(call, call.path("id"));
        KnownLicense known = finder.known(call.actor(), license);
        return Reply.of(PolicyView.of(known.policy(), known.policySaid(), call.links()));
    }

    private Reply changePolicy(Call call) {
        License license = finder.find(call, call.path("id"));
        UUID policy = call.body().identifier("policy", "policies");
        if (removals.isGone(call.actor(), Kind.POLICY, policy)) {
            throw Failure.unprocessable("/data", "POLICY_NOT_FOUND", "must exist");
        }
        License after = adoptions
                .change(call.actor(), license.id(), policy, true, false)
                .license();
        return Reply.of(views.of(call, after));
    }

    private Reply product(Call call) {
        UUID product = finder.find(call, call.path("id")).productId();
        return Reply.of(ProductView.of(
                products.get(call.actor(), product), details.of(call.actor(), Kind.PRODUCT, product), call.links()));
    }
}
