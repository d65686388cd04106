package dev.marque.keygen.machine;

import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_OFFLINE;
import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_READ;
import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_WRITE;
import static dev.marque.licensing.LicensingPermissions.LICENSING_USE;

import dev.marque.keygen.details.Metadata;
import dev.marque.keygen.license.KnownLicense;
import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.license.LicenseSums;
import dev.marque.keygen.machine.PartCalls.Found;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.RouteSource;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.licensing.activation.FoundMachine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs on machines. */
@Singleton
public class ProcessRoutes implements RouteSource {

    private static final int LONGEST_PID = 255;

    private final Processes processes;
    private final LicenseFinder licenses;
    private final InstantSource clock;
    private final PartCalls<Process> calls;

    @Inject
    ProcessRoutes(Processes processes, MachineFinder machines, LicenseFinder licenses, InstantSource clock) {
        this.processes = processes;
        this.licenses = licenses;
        this.clock = clock;
        this.calls = new PartCalls<>(processes, machines, licenses, (call, found) -> view(call, found, clock));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/processes", calls::list, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("POST", "/processes", this::start, ACTIVATIONS_OFFLINE, LICENSING_USE),
                Route.of("GET", "/processes/{id}", calls::show, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("PATCH", "/processes/{id}", this::update, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("PUT", "/processes/{id}", this::update, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("DELETE", "/processes/{id}", calls::remove, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("POST", "/processes/{id}/actions/ping", this::ping, ACTIVATIONS_WRITE, LICENSING_USE),
                Route.of("GET", "/machines/{machine}/processes", calls::ofMachine, ACTIVATIONS_READ, LICENSING_USE),
                Route.of("GET", "/machines/{machine}/processes/{id}", calls::show, ACTIVATIONS_READ, LICENSING_USE));
    }

    private static Map<String, @Nullable Object> view(Call call, Found<Process> found, InstantSource clock) {
        return MachineViews.process(call.links(), found.machine(), found.part(), clock.instant());
    }

    private Map<String, @Nullable Object> view(Call call, FoundMachine machine, Process process) {
        return view(call, new Found<>(machine, process), clock);
    }

    private Reply start(Call call) {
        Fields data = call.body().data("process", "processes");
        Fields attributes = Body.needAttributes(data, Set.of("pid", Metadata.NAME));
        String pid = attributes.needText("pid");
        if (pid.length() > LONGEST_PID) {
            throw Failure.unprocessable(attributes.at("pid"), "PID_TOO_LONG", "is too long (maximum is 255)");
        }
        FoundMachine machine = calls.machineOf(call, data);
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
        Found<Process> found = calls.find(call);
        Process after = processes.beat(call.actor(), found.part(), MachineViews.life(found.machine()));
        return Reply.of(view(call, found.machine(), after));
    }

    private Reply update(Call call) {
        Found<Process> found = calls.find(call);
        Fields attributes = Body.needAttributes(call.body().data("process", "processes"), Set.of(Metadata.NAME));
        Map<String, @Nullable Object> metadata =
                Metadata.in(attributes).orElse(found.part().metadata());
        return Reply.of(view(call, found.machine(), processes.describe(call.actor(), found.part(), metadata)));
    }
}
