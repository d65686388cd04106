package dev.marque.keygen.machine;

import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_OFFLINE;
import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_READ;
import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_WRITE;
import static dev.marque.licensing.LicensingPermissions.LICENSES_READ;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;
import static dev.marque.licensing.LicensingPermissions.PRODUCTS_READ;

import dev.marque.keygen.catalog.ProductView;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.license.LicenseViews;
import dev.marque.keygen.license.Owners;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.wire.Failure;
import dev.marque.licensing.product.Products;
import dev.marque.platform.identity.User;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Machines: looking at them, and what belongs to them. */
@Singleton
public class MachineRoutes implements RouteSource {

    private final MachineLists lists;
    private final MachineFinder finder;
    private final MachineViews views;
    private final MachineWriting writing;
    private final MachineHeartbeats heartbeats;
    private final LicenseFinder licenses;
    private final LicenseViews licenseViews;
    private final Products products;
    private final Owners owners;
    private final Details details;

    @Inject
    MachineRoutes(
            MachineLists lists,
            MachineFinder finder,
            MachineViews views,
            MachineWriting writing,
            MachineHeartbeats heartbeats,
            LicenseFinder licenses,
            LicenseViews licenseViews,
            Products products,
            Owners owners,
            Details details) {
        this.lists = lists;
        this.finder = finder;
        this.views = views;
        this.writing = writing;
        this.heartbeats = heartbeats;
        this.licenses = licenses;
        this.licenseViews = licenseViews;
        this.products = products;
        this.owners = owners;
        this.details = details;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/machines", this::list, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("POST", "/machines", writing::create, ACTIVATIONS_OFFLINE, LICENSING_USE),
                Route.of("GET", "/machines/{id}", this::show, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("PATCH", "/machines/{id}", writing::update, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("PUT", "/machines/{id}", writing::update, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("DELETE", "/machines/{id}", writing::delete, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("POST", "/machines/{id}/actions/ping", heartbeats::ping, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of(
                        "POST",
                        "/machines/{id}/actions/ping-heartbeat",
                        heartbeats::ping,
                        ACTIVATIONS_WRITE,
                        LICENSING_USE),
                Route.of("POST", "/machines/{id}/actions/reset", heartbeats::reset, ACTIVATIONS_WRITE),
                Route.of("POST", "/machines/{id}/actions/reset-heartbeat", heartbeats::reset, ACTIVATIONS_WRITE),
                Route.of("GET", "/machines/{id}/license", this::license, LICENSES_READ, LICENSING_USE),
                Route.of("GET", "/machines/{id}/product", this::product, PRODUCTS_READ, LICENSING_USE),
                Route.of("GET", "/licenses/{license}/machines", this::ofLicense, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("GET", "/licenses/{license}/machines/{id}", this::show, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("GET", "/products/{product}/machines", this::ofProduct, ACTIVATIONS_READ),
                Route.of("GET", "/users/{user}/machines", this::ofUser, ACTIVATIONS_READ));
    }

    private Reply list(Call call) {
        UUID license = call.query()
                .text("license")
                .or(() -> call.query().text("key"))
                .map(name -> licenses.find(call, name).id())
                .orElse(null);
        UUID product = call.query().id("product").orElse(null);
        return lists.list(call, license, product, lists.askedOwner(call));
    }

    private Reply ofLicense(Call call) {
        return lists.list(call, licenses.find(call, call.path("license")).id(), null, lists.askedOwner(call));
    }

    private Reply ofProduct(Call call) {
        UUID product = call.id("product", "product");
        products.get(call.actor(), product);
        return lists.list(call, null, product, lists.askedOwner(call));
    }

    /** Those of the licenses whose owner somebody is. */
    private Reply ofUser(Call call) {
        String name = call.path("user");
        UUID user = owners.find(call.actor(), owners.named(call.actor(), name))
                .map(User::id)
                .orElseThrow(() -> Failure.notFound("user", name));
        return lists.list(call, null, null, user);
    }

    private Reply show(Call call) {
        return Reply.of(views.of(call, finder.find(call, call.path("id"))));
    }

    private Reply license(Call call) {
        return Reply.of(licenseViews.of(call, finder.find(call, call.path("id")).license()));
    }

    private Reply product(Call call) {
        UUID product = finder.find(call, call.path("id")).license().productId();
        return Reply.of(ProductView.of(
                products.get(call.actor(), product), details.of(call.actor(), Kind.PRODUCT, product), call.links()));
    }
}
