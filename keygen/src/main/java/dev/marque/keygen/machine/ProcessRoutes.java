package dev.marque.keygen.machine;

import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_OFFLINE;
import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_READ;
import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_WRITE;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;

import dev.marque.keygen.details.Metadata;
import dev.marque.keygen.license.KnownLicense;
import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.license.LicenseSums;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What runs on machines. */
@Singleton
public class ProcessRoutes implements RouteSource {

    private static final int LONGEST_PID = 255;

    private final Processes processes;
    private final MachineFinder machines;
    private final LicenseFinder licenses;
    private final InstantSource clock;

    @Inject
    ProcessRoutes(Processes processes, MachineFinder machines, LicenseFinder licenses, InstantSource clock) {
        this.processes = processes;
        this.machines = machines;
        this.licenses = licenses;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/processes", this::list, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("POST", "/processes", this::start, ACTIVATIONS_OFFLINE, LICENSING_USE),
                Route.of("GET", "/processes/{id}", this::show, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("PATCH", "/processes/{id}", this::update, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("PUT", "/processes/{id}", this::update, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("DELETE", "/processes/{id}", this::stop, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("POST", "/processes/{id}/actions/ping", this::ping, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("GET", "/machines/{machine}/processes", this::ofMachine, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("GET", "/machines/{machine}/processes/{id}", this::show, ACTIVATIONS_READ, LICENSING_USE));
    }

    /** A process with its machine, which the caller reaches. */
    private record Found(FoundMachine machine, Process process) {}

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
                request -> processes.list(call.actor(), machine, license, request),
                process -> machines.of(call, process.machineId()).isPresent(),
                found -> found.stream()
                        .<Map<String, @Nullable Object>>map(process -> view(
                                call, machines.of(call, process.machineId()).orElseThrow(), process))
                        .toList());
    }

    private Map<String, @Nullable Object> view(Call call, FoundMachine machine, Process process) {
        return MachineViews.process(call.links(), machine, process, clock.instant());
    }

    private Reply show(Call call) {
        Found found = find(call);
        return Reply.of(view(call, found.machine(), found.process()));
    }

    private Reply start(Call call) {
        Fields data = call.body().data("process", "processes");
        Fields attributes = Body.needAttributes(data, Set.of("pid", Metadata.NAME));
        String pid = attributes.needText("pid");
        if (pid.length() > LONGEST_PID) {
            throw Failure.unprocessable(attributes.at("pid"), "PID_TOO_LONG", "is too long (maximum is 255)");
        }
        UUID id = Body.needRelated(Body.relationships(data, Set.of("machine")), "machine", "machine", "machines");
        FoundMachine machine = machines.of(call, id)
                .orElseThrow(
                        () -> Failure.unprocessable("/data/relationships/machine", "MACHINE_NOT_FOUND", "must exist"));
        Process made = processes.start(
                call.actor(), machine, pid, Metadata.in(attributes).orElse(Map.of()), room(call, machine));
        return Reply.created(view(call, machine, made), call.links().to("processes/" + made.id()));
    }

    private Processes.Room room(Call call, FoundMachine machine) {
        KnownLicense known = licenses.known(call.actor(), machine.license());
        Long most = LicenseSums.mostProcesses(known);
        boolean perLicense = "PER_LICENSE".equals(known.strategy("processLeasingStrategy"));
        return new Processes.Room(most, perLicense, MachineViews.life(machine));
    }

    private Reply ping(Call call) {
        Found found = find(call);
        Process after = processes.beat(call.actor(), found.process(), MachineViews.life(found.machine()));
        return Reply.of(view(call, found.machine(), after));
    }

    private Reply update(Call call) {
        Found found = find(call);
        Fields attributes = Body.needAttributes(call.body().data("process", "processes"), Set.of(Metadata.NAME));
        Map<String, @Nullable Object> metadata =
                Metadata.in(attributes).orElse(found.process().metadata());
        return Reply.of(view(call, found.machine(), processes.describe(call.actor(), found.process(), metadata)));
    }

    private Reply stop(Call call) {
        processes.stop(call.actor(), find(call).process());
        return Reply.none();
    }

    private Found find(Call call) {
        UUID id = Ids.need("process", call.path("id"));
        return processes
                .find(call.actor(), id)
                .flatMap(found -> machines.of(call, found.machineId()).map(machine -> new Found(machine, found)))
                .filter(found -> PartRoutes.isOfPath(call, found.machine()))
                .orElseThrow(() -> Failure.notFound("process", id.toString()));
    }
}
