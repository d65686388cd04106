package dev.marque.licensing.whole;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What licenses have in common: the time, the policies, the listed versions, and who tried the product. */
final class WorldModel {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final String MINIMUM_VERSION = "1.5.0";

    Instant now;
    final List<Plan> policies = new ArrayList<>(Plan.ALL);
    final List<Integer> versions = new ArrayList<>(List.of(1, 1, 1, 1));
    final Map<String, Instant> released = new HashMap<>();
    final List<LicenseModel> licenses = new ArrayList<>();
    private final Map<String, Set<LicenseModel>> trials = new HashMap<>();

    WorldModel(Instant now) {
        this.now = now;
    }

    LicenseModel issue(int policy) {
        return new LicenseModel(this, policy);
    }

    void editPolicy(int policy, Plan edit) {
        policies.set(policy, policies.get(policy).with(edit));
        versions.set(policy, versions.get(policy) + 1);
    }

    boolean triedWithAnother(String machine, LicenseModel license) {
        return trials.getOrDefault(machine, Set.of()).stream().anyMatch(other -> other != license);
    }

    void tried(String machine, LicenseModel license) {
        trials.computeIfAbsent(machine, any -> new HashSet<>()).add(license);
    }

    static Instant end(Instant anchor, Period term, int count) {
        return anchor.atZone(ZONE)
                .plusMonths(term.toTotalMonths() * count)
                .plusDays((long) term.getDays() * count)
                .toInstant();
    }

    /** By a while; or to an instant at which something ends, or just before it. */
    void pass(Step step) {
        now = now.plus(step.time());
        List<Instant> ends = List.copyOf(ends(now.minus(step.time())));
        if (step.is(0) && !ends.isEmpty()) {
            Instant end = ends.get(Math.min(ends.size() - 1, step.is(1) ? 0 : step.who() * 2));
            now = step.is(2) && step.is(3) ? end.minusNanos(1_000) : end;
        }
    }

    private TreeSet<Instant> ends(Instant after) {
        TreeSet<Instant> ends = new TreeSet<>();
        licenses.forEach(license -> license.ends().forEach(ends::add));
        ends.add(after.atZone(ZONE).toLocalDate().plusDays(1).atStartOfDay(ZONE).toInstant());
        return new TreeSet<>(ends.tailSet(after.plus(Duration.ofNanos(2_000))));
    }
}
