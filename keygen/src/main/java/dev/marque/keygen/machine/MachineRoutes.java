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
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Query;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.licensing.activation.MachineSearch;
import dev.marque.licensing.product.Products;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Machines: looking at them, and what belongs to them. */
@Singleton
public class MachineRoutes implements RouteSource {

    private final MachineSearch search;
    private final MachineFinder finder;
    private final MachineViews views;
    private final MachineWriting writing;
    private final MachineHeartbeats heartbeats;
    private final LicenseFinder licenses;
    private final LicenseViews licenseViews;
    private final Products products;
    private final Details details;

    @Inject
    MachineRoutes(
            MachineSearch search,
            MachineFinder finder,
            MachineViews views,
            MachineWriting writing,
            MachineHeartbeats heartbeats,
            LicenseFinder licenses,
            LicenseViews licenseViews,
            Products products,
            Details details) {
        this.search = search;
        this.finder = finder;
        this.views = views;
        this.writing = writing;
        this.heartbeats = heartbeats;
        this.licenses = licenses;
        this.licenseViews = licenseViews;
        this.products = products;
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
                Route.of("GET", "/products/{product}/machines", this::ofProduct, ACTIVATIONS_READ));
    }

    private Reply list(Call call) {
        Query query = call.query();
        UUID license = query.text("license")
                .or(() -> query.text("key"))
                .map(name -> licenses.find(call, name).id())
                .orElse(null);
        return list(
                call,
                new MachineSearch.Filter(
                        null,
                        query.text("fingerprint").orElse(null),
                        license,
                        query.id("policy").orElse(null),
                        query.id("product").orElse(null)));
    }

    private Reply ofLicense(Call call) {
        UUID license = licenses.find(call, call.path("license")).id();
        return list(call, new MachineSearch.Filter(null, null, license, null, null));
    }

    private Reply ofProduct(Call call) {
        UUID product = call.id("product", "product");
        products.get(call.actor(), product);
        return list(call, new MachineSearch.Filter(null, null, null, null, product));
    }

    private Reply list(Call call, MachineSearch.Filter filter) {
        return Paging.pages(
                call,
                request -> search.list(call.actor(), filter, request),
                wanted(call),
                found -> views.of(call, found));
    }

    private Predicate<FoundMachine> wanted(Call call) {
        Query query = call.query();
        Map<String, String> said = new java.util.HashMap<>();
        for (String name : List.of("ip", "hostname")) {
            query.text(name).ifPresent(text -> said.put(name, text));
        }
        String status = query.text("status").orElse(null);
        return machine -> (status == null || machine.heartbeat().name().equalsIgnoreCase(status))
                && said.entrySet().stream().allMatch(entry -> entry.getValue()
                        .equals(details.of(
                                        call.actor(),
                                        Kind.MACHINE,
                                        machine.activation().id())
                                .text(entry.getKey())));
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
