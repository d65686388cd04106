package dev.marque.keygen.machine;

import dev.marque.keygen.webhook.Told;
import dev.marque.keygen.wire.Links;
import dev.marque.licensing.activation.MachineSearch;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.outbox.OutboxEvent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Machines, their components and processes in webhooks. Thread-safe. */
@Singleton
class MachineTold implements Told {

    private static final String MACHINE = "activation";

    private final MachineSearch machines;
    private final MachineViews views;
    private final Components components;
    private final Processes processes;
    private final InstantSource clock;

    @Inject
    MachineTold(
            MachineSearch machines,
            MachineViews views,
            Components components,
            Processes processes,
            InstantSource clock) {
        this.machines = machines;
        this.views = views;
        this.components = components;
        this.processes = processes;
        this.clock = clock;
    }

    @Override
    public Set<String> records() {
        return Set.of(MACHINE, components.record(), processes.record());
    }

    @Override
    public Optional<Map<String, @Nullable Object>> now(Actor room, Links links, OutboxEvent event) {
        if (event.aggregateType().equals(MACHINE)) {
            return machines.byId(room, event.aggregateId()).map(machine -> views.of(links, room, machine));
        }
        if (event.aggregateType().equals(components.record())) {
            return components.find(room, event.aggregateId()).flatMap(part -> machines.byId(room, part.machineId())
                    .map(machine -> MachineViews.component(links, machine, part)));
        }
        return processes.find(room, event.aggregateId()).flatMap(part -> machines.byId(room, part.machineId())
                .map(machine -> MachineViews.process(links, machine, part, clock.instant())));
    }
}
