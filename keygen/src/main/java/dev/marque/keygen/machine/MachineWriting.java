package dev.marque.keygen.machine;

import static dev.marque.licensing.LicensingPermissions.ACTIVATIONS_WRITE;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keygen.details.Details;
import dev.marque.keygen.details.Details.Kind;
import dev.marque.keygen.details.Metadata;
import dev.marque.keygen.license.KnownLicense;
import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.licensing.activation.Activation;
import dev.marque.licensing.activation.Activations;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.licensing.activation.Machine;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.activation.MachineSearch;
import dev.marque.licensing.activation.Seating;
import dev.marque.licensing.license.License;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Machines that are activated, described and taken off. Thread-safe. */
@Singleton
class MachineWriting {

    private static final Set<String> SAID = Set.of("cores", "memory", "disk", "ip", "hostname");
    private static final Set<String> EDITED =
            Set.of("name", "platform", "cores", "memory", "disk", "ip", "hostname", Metadata.NAME);
    private static final Set<String> KNOWN =
            Set.of("fingerprint", "name", "platform", "cores", "memory", "disk", "ip", "hostname", Metadata.NAME);
    private static final String NAME = "name";

    private final Activations activations;
    private final MachineSearch search;
    private final MachineFinder finder;
    private final MachineViews views;
    private final MachineLimits limits;
    private final NewParts parts;
    private final LicenseFinder licenses;
    private final Details details;
    private final Components components;
    private final Processes processes;
    private final Database database;

    @Inject
    MachineWriting(
            Activations activations,
            MachineSearch search,
            MachineFinder finder,
            MachineViews views,
            MachineLimits limits,
            NewParts parts,
            LicenseFinder licenses,
            Details details,
            Components components,
            Processes processes,
            Database database) {
        this.activations = activations;
        this.search = search;
        this.finder = finder;
        this.views = views;
        this.limits = limits;
        this.parts = parts;
        this.licenses = licenses;
        this.details = details;
        this.components = components;
        this.processes = processes;
        this.database = database;
    }

    Reply create(Call call) {
        Fields data = call.body().data("machine", "machines");
        Fields attributes = Body.needAttributes(data, KNOWN);
        Fields relationships = Body.relationships(data, Set.of("license", "components", "owner", "user", "group"));
        Fingerprint fingerprint = fingerprint(attributes, attributes.needText("fingerprint"));
        License license = license(call, relationships);
        List<Components.NewComponent> wanted = parts.in(relationships);
        Machine machine = new Machine(fingerprint, text(attributes, NAME), null, text(attributes, "platform"));
        Map<String, @Nullable Object> said = said(attributes);
        Actor installation = LicenseFinder.installation(call.actor(), license);
        return database.together(call.account(), () -> {
            KnownLicense known = licenses.known(installation, license);
            if (isThere(installation, license, fingerprint)) {
                throw Failure.unprocessable(
                        "/data/attributes/fingerprint", "FINGERPRINT_TAKEN", "has already been taken");
            }
            Seating seating = activations.activate(installation, machine);
            Activation activation = seating.activation();
            if (activation == null) {
                throw limits.refused(seating);
            }
            details.say(installation, Kind.MACHINE, activation.id(), said);
            limits.check(installation, known);
            FoundMachine made = finder.find(call, activation.id().toString());
            parts.add(installation, made, known, wanted);
            return Reply.created(views.of(call, made), call.links().to("machines/" + activation.id()));
        });
    }

    /** The license that is named; an installation may leave it out, and names no other. */
    private License license(Call call, Fields relationships) {
        UUID id = Body.needRelated(relationships, "license", "license", "licenses");
        return licenses.get(call.actor(), id)
                .orElseThrow(
                        () -> Failure.unprocessable("/data/relationships/license", "LICENSE_NOT_FOUND", "must exist"));
    }

    private boolean isThere(Actor installation, License license, Fingerprint fingerprint) {
        MachineSearch.Filter filter = new MachineSearch.Filter(null, fingerprint.value(), license.id(), null, null);
        return search.list(installation, filter, PageRequest.first(1)).items().stream()
                .anyMatch(found -> !license.terms()
                        .heartbeats()
                        .seatIsLost(found.activation().signsOfLife(), limits.now()));
    }

    private static Fingerprint fingerprint(Fields attributes, String value) {
        try {
            return Fingerprint.of(value);
        } catch (IllegalArgumentException refused) {
            throw Failure.unprocessable(
                    attributes.at("fingerprint"), "FINGERPRINT_INVALID", "must be 1 to 255 printable ASCII characters");
        }
    }

    private static @Nullable String text(Fields attributes, String name) {
        return attributes
                .text(name)
                .filter(text -> !text.isBlank())
                .map(text -> {
                    if (text.length() > 200) {
                        throw Failure.unprocessable(
                                attributes.at(name), Failure.code(name, "TOO_LONG"), "is too long (maximum is 200)");
                    }
                    return text;
                })
                .orElse(null);
    }

    private static Map<String, @Nullable Object> said(Fields attributes) {
        for (String number : List.of("cores", "memory", "disk")) {
            attributes.number(number).filter(value -> value < 1).ifPresent(_ -> {
                throw Failure.unprocessable(
                        attributes.at(number), Failure.code(number, "INVALID"), "must be greater than or equal to 1");
            });
        }
        text(attributes, "ip");
        text(attributes, "hostname");
        Map<String, @Nullable Object> said = new HashMap<>();
        attributes.values().forEach((name, value) -> {
            if (SAID.contains(name)) {
                said.put(name, value);
            }
        });
        Metadata.in(attributes).ifPresent(metadata -> said.put(Metadata.NAME, metadata));
        return said;
    }

    Reply update(Call call) {
        FoundMachine machine = finder.find(call, call.path("id"));
        refuseIfProtected(call, machine.license());
        Fields attributes = Body.needAttributes(call.body().data("machine", "machines"), EDITED);
        Map<String, @Nullable Object> said = said(attributes);
        Machine described = new Machine(
                machine.activation().fingerprint(), text(attributes, NAME), null, text(attributes, "platform"));
        Actor installation = LicenseFinder.installation(call.actor(), machine.license());
        UUID id = machine.activation().id();
        return database.together(call.account(), () -> {
            if (described.name() != null || described.platform() != null) {
                Seating seating = activations.activate(installation, described);
                if (seating.activation() == null) {
                    throw limits.refused(seating);
                }
            }
            details.say(installation, Kind.MACHINE, id, said);
            limits.check(installation, licenses.known(installation, machine.license()));
            return Reply.of(views.of(call, finder.find(call, id.toString())));
        });
    }

    Reply delete(Call call) {
        FoundMachine machine = finder.find(call, call.path("id"));
        refuseIfProtected(call, machine.license());
        UUID id = machine.activation().id();
        return database.together(call.account(), () -> {
            if (call.byLicense()) {
                Seating seating = activations.deactivate(call.actor(), new MachineReference(id, null));
                if (seating.activation() == null) {
                    throw limits.refused(seating);
                }
            } else {
                activations.remove(call.actor(), machine.license().id(), id);
            }
            components.forget(call.actor(), id);
            processes.forget(call.actor(), id);
            return Reply.none();
        });
    }

    /** Machines of a protected license are changed by the vendor only. */
    private void refuseIfProtected(Call call, License license) {
        boolean staff = call.actor().may(ACTIVATIONS_WRITE);
        if (!staff && call.byLicense() && licenses.known(call.actor(), license).isProtected()) {
            throw Failure.forbidden(null, "You do not have permission to complete the request (license is protected)");
        }
    }
}
