package dev.marque.keygen.machine;

import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_OFFLINE;
import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_READ;
import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_WRITE;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;

import dev.marque.keygen.details.Metadata;
import dev.marque.keygen.license.KnownLicense;
import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.machine.PartCalls.Found;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Fields;
import dev.marque.licensing.activation.FoundMachine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The components of machines. */
@Singleton
public class PartRoutes implements RouteSource {

    private final Components components;
    private final LicenseFinder licenses;
    private final PartCalls<Component> calls;

    @Inject
    PartRoutes(Components components, MachineFinder machines, LicenseFinder licenses) {
        this.components = components;
        this.licenses = licenses;
        this.calls = new PartCalls<>(components, machines, licenses, PartRoutes::view);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/components", calls::list, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("POST", "/components", this::create, ACTIVATIONS_OFFLINE, LICENSING_USE),
                Route.of("GET", "/components/{id}", calls::show, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("PATCH", "/components/{id}", this::update, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("PUT", "/components/{id}", this::update, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("DELETE", "/components/{id}", calls::remove, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("GET", "/machines/{machine}/components", calls::ofMachine, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("GET", "/machines/{machine}/components/{id}", calls::show, ACTIVATIONS_READ, LICENSING_USE));
    }

    private static Map<String, @Nullable Object> view(Call call, Found<Component> found) {
        return MachineViews.component(call.links(), found.machine(), found.part());
    }

    private Reply create(Call call) {
        Fields data = call.body().data("component", "components");
        Components.NewComponent wanted = NewParts.of(Body.needAttributes(data, NewParts.KNOWN));
        FoundMachine machine = calls.machineOf(call, data);
        KnownLicense known = licenses.known(call.actor(), machine.license());
        Component made = components.add(call.actor(), machine, wanted, NewParts.oncePerLicense(known));
        return Reply.created(
                view(call, new Found<>(machine, made)), call.links().to("components/" + made.id()));
    }

    private Reply update(Call call) {
        Found<Component> found = calls.find(call);
        Fields attributes =
                Body.needAttributes(call.body().data("component", "components"), Set.of("name", Metadata.NAME));
        String name = attributes.has("name") ? NewParts.bounded(attributes, "name", 200) : null;
        Component after = components.update(
                call.actor(), found.part(), name, Metadata.in(attributes).orElse(null));
        return Reply.of(view(call, new Found<>(found.machine(), after)));
    }
}
