package dev.marque.keygen.machine;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.keygen.license.LicenseFinder;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Paging;
import dev.marque.keygen.route.Reply;
import dev.marque.keygen.route.Walk;
import dev.marque.keygen.wire.Body;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import dev.marque.keygen.wire.Ids;
import dev.marque.licensing.activation.FoundMachine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What calls about components and about processes have in common. Thread-safe. */
final class PartCalls<T extends Part> {

    /** A part with its machine, which the caller reaches. */
    record Found<T extends Part>(FoundMachine machine, T part) {}

    /** How one is shown. */
    @FunctionalInterface
    interface View<T extends Part> {
        Map<String, @Nullable Object> of(Call call, Found<T> found);
    }

    private final PartStore<T> store;
    private final MachineFinder machines;
    private final LicenseFinder licenses;
    private final View<T> view;

    PartCalls(PartStore<T> store, MachineFinder machines, LicenseFinder licenses, View<T> view) {
        this.store = store;
        this.machines = machines;
        this.licenses = licenses;
        this.view = view;
    }

    /** Those of the machine or license that the query names, or all. */
    Reply list(Call call) {
        call.query().refuse("product", "policy", "owner", "user", "group");
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

    Reply ofMachine(Call call) {
        FoundMachine machine = machines.find(call, call.path("machine"));
        return list(call, machine.activation().id(), null);
    }

    private Reply list(Call call, @Nullable UUID machine, @Nullable UUID license) {
        return Paging.list(
                call, Walk.over(request -> page(call, machine, license, request)), found -> view.of(call, found));
    }

    /** A page of the store without those whose machine the caller does not reach: all machines are looked up at once. */
    private Page<Found<T>> page(Call call, @Nullable UUID machine, @Nullable UUID license, PageRequest request) {
        Page<T> page = store.list(call.actor(), machine, license, request);
        Map<UUID, FoundMachine> reached = machines.of(
                call, page.items().stream().map(Part::machineId).distinct().toList());
        List<Found<T>> found = page.items().stream()
                .filter(part -> reached.containsKey(part.machineId()))
                .map(part -> new Found<>(Objects.requireNonNull(reached.get(part.machineId())), part))
                .toList();
        return new Page<>(found, page.next());
    }

    Reply show(Call call) {
        return Reply.of(view.of(call, find(call)));
    }

    Reply remove(Call call) {
        store.remove(call.actor(), find(call).part());
        return Reply.none();
    }

    /** @throws Failure 404 if the caller does not reach it, or the address names another machine */
    Found<T> find(Call call) {
        UUID id = Ids.need(store.record(), call.path("id"));
        return store.find(call.actor(), id)
                .flatMap(part -> machines.of(call, part.machineId()).map(machine -> new Found<>(machine, part)))
                .filter(found -> isOfPath(call, found.machine()))
                .orElseThrow(() -> Failure.notFound(store.record(), id.toString()));
    }

    private static boolean isOfPath(Call call, FoundMachine machine) {
        String named = call.path().get("machine");
        return named == null
                || named.equals(machine.activation().id().toString())
                || named.equals(machine.activation().fingerprint().value());
    }

    /** The machine that a new one names. */
    FoundMachine machineOf(Call call, Fields data) {
        UUID id = Body.needRelated(Body.relationships(data, Set.of("machine")), "machine", "machine", "machines");
        return machines.of(call, id)
                .orElseThrow(
                        () -> Failure.unprocessable("/data/relationships/machine", "MACHINE_NOT_FOUND", "must exist"));
    }
}
