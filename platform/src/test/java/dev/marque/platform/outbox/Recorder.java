package dev.marque.platform.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** A consumer that remembers what it was given, and refuses what a test wants it to refuse. */
public final class Recorder implements EventConsumer {

    private final String name;
    private final List<OutboxEvent> seen = new ArrayList<>();
    private volatile Predicate<OutboxEvent> refuses = event -> false;

    public Recorder(String name) {
        this.name = name;
    }

    public void refuses(Predicate<OutboxEvent> these) {
        refuses = these;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int atOnce() {
        return 64;
    }

    @Override
    public void handle(OutboxEvent event) {
        if (refuses.test(event)) {
            throw new IllegalStateException("refused");
        }
        synchronized (seen) {
            seen.add(event);
        }
    }

    public List<OutboxEvent> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** The payloads' numbers of each record, in the order in which they came first. */
    public Map<UUID, List<Integer>> numbers() {
        Map<UUID, List<Integer>> numbers = new LinkedHashMap<>();
        Set<UUID> known = new HashSet<>();
        for (OutboxEvent event : seen()) {
            if (known.add(event.id())) {
                numbers.computeIfAbsent(event.aggregateId(), id -> new ArrayList<>())
                        .add(Integer.valueOf(event.payload().replaceAll("[^0-9]", "")));
            }
        }
        return numbers;
    }

    public int distinct() {
        return numbers().values().stream().mapToInt(Collection::size).sum();
    }
}
