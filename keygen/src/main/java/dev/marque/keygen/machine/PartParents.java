package dev.marque.keygen.machine;

import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_READ;
import static dev.marque.licensing.LicensingPermissions.LICENSES_READ;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;
import static dev.marque.licensing.LicensingPermissions.PRODUCTS_READ;

import dev.marque.keygen.catalog.ProductView;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.license.LicenseViews;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.licensing.product.Products;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** What components and processes belong to, at the addresses that their documents name. */
@Singleton
public class PartParents implements RouteSource {

    private final PartCalls<Component> components;
    private final PartCalls<Process> processes;
    private final MachineViews machines;
    private final LicenseViews licenses;
    private final Products products;
    private final Details details;

    @Inject
    PartParents(
            Components components,
            Processes processes,
            MachineFinder finder,
            LicenseFinder licenseFinder,
            MachineViews machines,
            LicenseViews licenses,
            Products products,
            Details details) {
        this.components = new PartCalls<>(components, finder, licenseFinder, (_, _) -> Map.of());
        this.processes = new PartCalls<>(processes, finder, licenseFinder, (_, _) -> Map.of());
        this.machines = machines;
        this.licenses = licenses;
        this.products = products;
        this.details = details;
    }

    @Override
    public List<Route> routes() {
        return Stream.of(
                        of("/components/{id}/", call -> components.find(call).machine()),
                        of("/processes/{id}/", call -> processes.find(call).machine()))
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> of(String path, Function<Call, FoundMachine> machine) {
        return List.of(
                Route.of(
                        "GET",
                        path + "machine",
                        call -> Reply.of(machines.of(call, machine.apply(call))),
                        ACTIVATIONS_READ,
                        LICENSING_USE),
                Route.of(
                        "GET",
                        path + "license",
                        call -> Reply.of(licenses.of(call, machine.apply(call).license())),
                        LICENSES_READ,
                        LICENSING_USE),
                Route.of(
                        "GET",
                        path + "product",
                        call -> product(call, machine.apply(call).license().productId()),
                        PRODUCTS_READ,
                        LICENSING_USE));
    }

    private Reply product(Call call, UUID product) {
        return Reply.of(ProductView.of(
                products.get(call.actor(), product), details.of(call.actor(), Kind.PRODUCT, product), call.links()));
    }
}
