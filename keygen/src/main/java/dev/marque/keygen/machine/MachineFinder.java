package dev.marque.keygen.machine;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keygen.route.Call;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Ids;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.licensing.activation.MachineSearch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds machines by what Keygen's addresses name them by: id or fingerprint. Thread-safe. */
@Singleton
public class MachineFinder {

    private final MachineSearch search;

    @Inject
    MachineFinder(MachineSearch search) {
        this.search = search;
    }

    /** @throws Failure 404 if the caller does not reach it, or there is none */
    public FoundMachine find(Call call, String idOrFingerprint) {
        return Ids.parse(idOrFingerprint)
                .flatMap(id -> search.byId(call.actor(), id))
                .or(
                        () -> search
                                .list(call.actor(), MachineSearch.Filter.of(idOrFingerprint), PageRequest.first(1))
                                .items()
                                .stream()
                                .findFirst())
                .orElseThrow(() -> Failure.notFound("machine", idOrFingerprint));
    }

    /** The machines of those ids that the caller reaches. */
    Map<UUID, FoundMachine> of(Call call, Collection<UUID> ids) {
        return search.byIds(call.actor(), ids).stream()
                .collect(Collectors.toMap(machine -> machine.activation().id(), machine -> machine));
    }

    /** The machine of a record that belongs to one; empty if the caller does not reach it. */
    Optional<FoundMachine> of(Call call, UUID id) {
        return search.byId(call.actor(), id);
    }
}
