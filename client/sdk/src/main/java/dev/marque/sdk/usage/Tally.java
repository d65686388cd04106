package dev.marque.sdk.usage;

import dev.marque.kernel.id.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts in memory, by any number of threads, until it is emptied onto the disk. */
final class Tally {

    /** How many members are remembered as seen, so that each is told once. */
    private static final int MOST_MEMBERS = 50_000;

    private final Ids ids;
    private final String machine;
    private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> features = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> levels = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<String>> members = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<String>> seen = new ConcurrentHashMap<>();

    /** @param machine what reports are told apart by */
    Tally(Ids ids, String machine) {
        this.ids = ids;
        this.machine = machine;
    }

    void count(String meter, long amount) {
        counts.computeIfAbsent(meter, name -> new LongAdder()).add(amount);
    }

    void feature(String feature) {
        features.computeIfAbsent(feature, name -> new LongAdder()).increment();
    }

    void level(String meter, long amount) {
        levels.put(meter, amount);
    }

    void member(String meter, String member) {
        Set<String> known = seen.computeIfAbsent(meter, name -> ConcurrentHashMap.newKeySet());
        if (known.size() >= MOST_MEMBERS) {
            known.clear();
        }
        if (known.add(member)) {
            members.computeIfAbsent(meter, name -> ConcurrentHashMap.newKeySet())
                    .add(member);
        }
    }

    /** Members count anew in a new period: nobody is seen yet. */
    void forgetMembers() {
        seen.clear();
    }

    /** What was counted since it was last emptied. */
    List<Item> empty() {
        List<Item> items = new ArrayList<>();
        counts.forEach((meter, adder) -> {
            long amount = adder.sumThenReset();
            if (amount > 0) {
                items.add(item(Item.Call.CONSUME, meter, amount, ""));
            }
        });
        for (String meter : List.copyOf(levels.keySet())) {
            Long amount = levels.remove(meter);
            if (amount != null) {
                items.add(item(Item.Call.REPORT, meter, amount, machine));
            }
        }
        for (String meter : List.copyOf(members.keySet())) {
            Set<String> fresh = members.remove(meter);
            if (fresh != null) {
                fresh.forEach(member -> items.add(item(Item.Call.CONSUME, meter, 1, member)));
            }
        }
        return items;
    }

    /** Features that were used since this was last asked. */
    Map<String, Long> emptyFeatures() {
        Map<String, Long> used = new HashMap<>();
        features.forEach((feature, adder) -> {
            long times = adder.sumThenReset();
            if (times > 0) {
                used.put(feature, times);
            }
        });
        return used;
    }

    /** Puts back what could not be kept. */
    void putBack(List<Item> items, Map<String, Long> used) {
        for (Item item : items) {
            switch (item.call()) {
                case REPORT -> levels.putIfAbsent(item.meter(), item.amount());
                case CONSUME -> putBack(item);
            }
        }
        used.forEach((feature, times) ->
                features.computeIfAbsent(feature, name -> new LongAdder()).add(times));
    }

    private void putBack(Item item) {
        if (item.member().isEmpty()) {
            count(item.meter(), item.amount());
        } else {
            members.computeIfAbsent(item.meter(), name -> ConcurrentHashMap.newKeySet())
                    .add(item.member());
        }
    }

    private Item item(Item.Call call, String meter, long amount, @Nullable String member) {
        return new Item(ids.next().toString(), call, meter, amount, member == null ? "" : member, false);
    }
}
