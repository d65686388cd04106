package dev.marque.platform.limits;

import java.util.EnumMap;
import java.util.Map;

/** What applies in this process now. Thread-safe. */
public final class Allowances {

    private final Map<Limit, Allowance> configured;
    private volatile Map<Limit, Allowance> current;

    /** @param configured what applies unless it is changed at run time; limits that are missing have their standard */
    public Allowances(Map<Limit, Allowance> configured) {
        EnumMap<Limit, Allowance> all = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            all.put(limit, configured.getOrDefault(limit, limit.standard()));
        }
        this.configured = Map.copyOf(all);
        this.current = this.configured;
    }

    public Allowance of(Limit limit) {
        return current.getOrDefault(limit, limit.standard());
    }

    Allowance configured(Limit limit) {
        return configured.getOrDefault(limit, limit.standard());
    }

    /** Lays what was changed at run time over what is configured. */
    void change(Map<Limit, Allowance> changed) {
        EnumMap<Limit, Allowance> all = new EnumMap<>(configured);
        all.putAll(changed);
        current = Map.copyOf(all);
    }
}
