package dev.marque.keygen.machine;

import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_OFFLINE;
import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_READ;
import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_WRITE;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;

import dev.marque.keygen.details.Metadata;
import dev.marque.keygen.license.KnownLicense;
import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keygen.wire.Ids;
import dev.marque.licensing.activation.FoundMachine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The components of machines. */
@Singleton
public class PartRoutes implements RouteSource {

    private final Components components;
    private final MachineFinder machines;
    private final LicenseFinder licenses;

    @Inject
    PartRoutes(Components components, MachineFinder machines, LicenseFinder licenses) {
        this.components = components;
        this.machines = machines;
        this.licenses = licenses;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/components", this::list, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("POST", "/components", this::create, ACTIVATIONS_OFFLINE, LICENSING_USE),
                Route.of("GET", "/components/{id}", this::show, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("PATCH", "/components/{id}", this::update, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("PUT", "/components/{id}", this::update, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("DELETE", "/components/{id}", this::delete, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("GET", "/machines/{machine}/components", this::ofMachine, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("GET", "/machines/{machine}/components/{id}", this::show, ACTIVATIONS_READ, LICENSING_USE));
    }

    /** A component with its machine, which the caller reaches. */
    private record Found(FoundMachine machine, Component component) {}

    private Reply list(Call call) {
        UUID machine = call.query()
                .text("machine")
                .map(name -> machines.find(call, name).activation().id())
                .orElse(null);
        UUID license = call.query()
                .text("license")
                .map(name -> licenses.find(call, name).id())
                .orElseGet(() -> call.byLicense() ? call.actor().id() : null);
        return list(call, machine, license);
    }

    private Reply ofMachine(Call call) {
        FoundMachine machine = machines.find(call, call.path("machine"));
        return list(call, machine.activation().id(), null);
    }

    private Reply list(Call call, @Nullable UUID machine, @Nullable UUID license) {
        return Paging.pages(
                call,
                request -> components.list(call.actor(), machine, license, request),
                component -> machines.of(call, component.machineId()).isPresent(),
                found -> found.stream()
                        .<Map<String, @Nullable Object>>map(component -> MachineViews.component(
                                call.links(),
                                machines.of(call, component.machineId()).orElseThrow(),
                                component))
                        .toList());
    }

    private Reply show(Call call) {
        Found found = find(call);
        return Reply.of(MachineViews.component(call.links(), found.machine(), found.component()));
    }

    private Reply create(Call call) {
        Fields data = call.body().data("component", "components");
        Components.NewComponent wanted = NewParts.of(Body.needAttributes(data, NewParts.KNOWN));
        UUID id = Body.needRelated(Body.relationships(data, Set.of("machine")), "machine", "machine", "machines");
        FoundMachine machine = machines.of(call, id)
                .orElseThrow(
                        () -> Failure.unprocessable("/data/relationships/machine", "MACHINE_NOT_FOUND", "must exist"));
        KnownLicense known = licenses.known(call.actor(), machine.license());
        Component made = components.add(call.actor(), machine, wanted, NewParts.oncePerLicense(known));
        return Reply.created(
                MachineViews.component(call.links(), machine, made),
                call.links().to("components/" + made.id()));
    }

    private Reply update(Call call) {
        Found found = find(call);
        Fields attributes =
                Body.needAttributes(call.body().data("component", "components"), Set.of("name", Metadata.NAME));
        String name = attributes.has("name") ? NewParts.bounded(attributes, "name", 200) : null;
        Component after = components.update(
                call.actor(), found.component(), name, Metadata.in(attributes).orElse(null));
        return Reply.of(MachineViews.component(call.links(), found.machine(), after));
    }

    private Reply delete(Call call) {
        components.remove(call.actor(), find(call).component());
        return Reply.none();
    }

    private Found find(Call call) {
        UUID id = Ids.need("component", call.path("id"));
        Optional<Component> component = components.find(call.actor(), id);
        return component
                .flatMap(found -> machines.of(call, found.machineId()).map(machine -> new Found(machine, found)))
                .filter(found -> isOfPath(call, found.machine()))
                .orElseThrow(() -> Failure.notFound("component", id.toString()));
    }

    /** Where the address names a machine as well, it has to be that one. */
    static boolean isOfPath(Call call, FoundMachine machine) {
        String named = call.path().get("machine");
        return named == null
                || named.equals(machine.activation().id().toString())
                || named.equals(machine.activation().fingerprint().value());
    }
}
