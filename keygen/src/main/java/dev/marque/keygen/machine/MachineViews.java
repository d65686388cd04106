package dev.marque.keygen.machine;

import dev.marque.keygen.details.Detail;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.license.KnownLicense;
import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.wire.Links;
import dev.marque.keygen.wire.Moments;
import dev.marque.keygen.wire.Resource;
import dev.marque.keys.validation.HeartbeatTerms;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Machines, their components and processes as Keygen shows them. Thread-safe. */
@Singleton
public class MachineViews {

    private final Details details;
    private final LicenseFinder licenses;

    @Inject
    MachineViews(Details details, LicenseFinder licenses) {
        this.details = details;
        this.licenses = licenses;
    }

    /** The resource object of a machine. */
    public Map<String, @Nullable Object> of(Call call, FoundMachine machine) {
        return of(call.links(), call.actor(), machine);
    }

    Map<String, @Nullable Object> of(Links links, Actor actor, FoundMachine machine) {
        Detail said = details.of(actor, Kind.MACHINE, machine.activation().id());
        return view(links, machine, said, licenses.known(actor, machine.license()));
    }

    private static Map<String, @Nullable Object> view(
            Links links, FoundMachine machine, Detail said, KnownLicense license) {
        Activation activation = machine.activation();
        HeartbeatTerms terms = machine.license().terms().heartbeats();
        Instant last = activation.lastHeartbeatAt();
        return new Resource("machines", activation.id(), links)
                .attribute("fingerprint", activation.fingerprint().value())
                .attribute("cores", said.number("cores"))
                .attribute("memory", said.number("memory"))
                .attribute("disk", said.number("disk"))
                .attribute("ip", said.text("ip") == null ? activation.address() : said.text("ip"))
                .attribute("hostname", said.text("hostname"))
                .attribute("platform", activation.platform())
                .attribute("name", activation.name())
                .attribute("requireHeartbeat", terms.required() || last != null)
                .attribute("heartbeatStatus", machine.heartbeat().name())
                .attribute("heartbeatDuration", terms.deadAfter().toSeconds())
                .attribute("maxProcesses", license.limit("maxProcesses"))
                .attribute("lastCheckOut", said.text("lastCheckOut"))
                .attribute("lastHeartbeat", Moments.text(last))
                .attribute("nextHeartbeat", last == null ? null : Moments.text(last.plus(terms.deadAfter())))
                .attribute("metadata", said.metadata())
                .attribute("created", Moments.text(activation.activatedAt()))
                .attribute("updated", Moments.text(activation.refreshedAt()))
                .relationship("environment", links.one("", "environments", null))
                .one("product", "products", machine.license().productId())
                .one("group", "groups", null)
                .one("license", "licenses", machine.license().id())
                .one("owner", "users", null)
                .many("components")
                .many("processes")
                .done();
    }

    public static Map<String, @Nullable Object> component(Links links, FoundMachine machine, Component component) {
        return new Resource("components", component.id(), links)
                .attribute("fingerprint", component.fingerprint())
                .attribute("name", component.name())
                .attribute("metadata", component.metadata())
                .attribute("created", Moments.text(component.createdAt()))
                .attribute("updated", Moments.text(component.updatedAt()))
                .relationship("environment", links.one("", "environments", null))
                .one("product", "products", machine.license().productId())
                .one("license", "licenses", machine.license().id())
                .one("machine", "machines", component.machineId())
                .done();
    }

    static Map<String, @Nullable Object> process(Links links, FoundMachine machine, Process process, Instant now) {
        Duration life = life(machine);
        return new Resource("processes", process.id(), links)
                .attribute("pid", process.pid())
                .attribute("status", process.isAlive(life, now) ? "ALIVE" : "DEAD")
                .attribute("interval", life.toSeconds())
                .attribute("lastHeartbeat", Moments.text(process.lastHeartbeatAt()))
                .attribute("nextHeartbeat", Moments.text(process.diesAt(life)))
                .attribute("metadata", process.metadata())
                .attribute("created", Moments.text(process.createdAt()))
                .attribute("updated", Moments.text(process.updatedAt()))
                .relationship("environment", links.one("", "environments", null))
                .one("product", "products", machine.license().productId())
                .one("license", "licenses", machine.license().id())
                .one("machine", "machines", process.machineId())
                .done();
    }

    static Duration life(FoundMachine machine) {
        return machine.license().terms().heartbeats().deadAfter();
    }

    /** Several machines: what belongs to them is read for all at once. */
    List<Map<String, @Nullable Object>> of(Call call, List<FoundMachine> machines) {
        Map<UUID, Detail> said = details.of(
                call.actor(),
                Kind.MACHINE,
                machines.stream().map(machine -> machine.activation().id()).toList());
        Map<UUID, KnownLicense> known =
                licenses
                        .known(
                                call.actor(),
                                machines.stream()
                                        .map(FoundMachine::license)
                                        .distinct()
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(license -> license.license().id(), license -> license));
        return machines.stream()
                .<Map<String, @Nullable Object>>map(machine -> view(
                        call.links(),
                        machine,
                        said.getOrDefault(machine.activation().id(), Detail.NOTHING),
                        Objects.requireNonNull(known.get(machine.license().id()))))
                .toList();
    }
}
