package dev.marque.licensing.meter;

import dev.marque.licensing.license.License;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Uses that are counted in one transaction: what each means for those after it, and what is to be written. Not thread-safe. */
final class CountingRound {

    /** A wish, as far as the license tells what becomes of it. */
    sealed interface Seen {}

    /** There is no license to be seen. */
    record Unseen(Wish wish) implements Seen {}

    /** The license says no, whatever was counted. */
    record Answered(Metered answer) implements Seen {}

    /** It depends on what was counted. */
    record Open(Wish wish, License license, MeterRule rule) implements Seen {

        Meter meter() {
            return new Meter(license.id(), wish.ask().meter());
        }

        Optional<Requests.Name> name() {
            return Optional.ofNullable(wish.ask().requestId()).map(name -> new Requests.Name(license.id(), name));
        }
    }

    /** A meter of a license. */
    record Meter(UUID license, String name) {}

    private final Instant now;
    private final Map<Meter, Counter> counters;
    private final Map<Member, Long> members;
    private final Map<Requests.Name, String> named;

    private final Map<Meter, Counter> counted = new HashMap<>();
    private final Map<Member, Long> remembered = new HashMap<>();
    private final SortedMap<Requests.Name, String> granted = new TreeMap<>();
    private final List<ChangeLog.Made> made = new ArrayList<>();

    private CountingRound(
            Instant now, Map<Meter, Counter> counters, Map<Member, Long> members, Map<Requests.Name, String> named) {
        this.now = now;
        this.counters = counters;
        this.members = members;
        this.named = named;
    }

    /** Holds the meters that nobody holds, until the transaction ends, and then looks at what was counted: three round trips. */
    static CountingRound hold(Handle transaction, Collection<Seen> seen, Instant asked, MeterLocks locks) {
        List<Open> open = seen.stream()
                .filter(Open.class::isInstance)
                .map(Open.class::cast)
                .toList();
        Set<CounterRows.Wanted> wanted = open.stream()
                .map(one ->
                        new CounterRows.Wanted(one.license.id(), one.wish.ask().meter(), one.rule.period() == null))
                .collect(Collectors.toSet());
        Map<Meter, Counter> counters = CounterRows.holdFree(transaction, wanted, asked).stream()
                .collect(Collectors.toMap(counter -> new Meter(counter.licenseId(), counter.meter()), c -> c));
        Instant now = locks.now();
        return new CountingRound(
                now,
                counters,
                Members.amounts(transaction, members(open, counters, now)),
                Requests.contents(
                        transaction,
                        open.stream().flatMap(one -> one.name().stream()).collect(Collectors.toSet())));
    }

    private static Set<Member> members(List<Open> open, Map<Meter, Counter> counters, Instant now) {
        Set<Member> members = new HashSet<>();
        for (Open one : open) {
            Counter counter = counters.get(one.meter());
            Member member = counter == null
                    ? null
                    : Member.of(new HeldMeter(one.license, one.rule, counter, now), one.wish.ask());
            if (member != null) {
                members.add(member);
            }
        }
        return members;
    }

    /** What comes of it; nothing if it has to ask alone. */
    Optional<Metered> answer(Seen seen) {
        return switch (seen) {
            case Unseen _ -> Optional.empty();
            case Answered answered -> Optional.of(answered.answer());
            case Open open -> answer(open);
        };
    }

    private Optional<Metered> answer(Open open) {
        Counter counter = counted.getOrDefault(open.meter(), counters.get(open.meter()));
        if (counter == null || counter.isOver(now)) {
            return Optional.empty();
        }
        HeldMeter held = new HeldMeter(open.license, open.rule, counter, now);
        String before = open.name()
                .map(name -> granted.getOrDefault(name, named.get(name)))
                .orElse(null);
        if (before != null) {
            // Another request under the same name is refused alone.
            return before.equals(open.wish.content()) ? Optional.of(held.granted()) : Optional.empty();
        }
        if (!open.wish.call().isFor(open.rule.kind())) {
            return Optional.of(held.otherKind());
        }
        return Counting.wrong(open.rule.kind(), open.wish.ask()) == null
                ? Optional.of(count(open, held))
                : Optional.empty();
    }

    private Metered count(Open open, HeldMeter held) {
        Ask ask = open.wish.ask();
        Member member = Member.of(held, ask);
        long before = member == null ? 0 : remembered.getOrDefault(member, members.getOrDefault(member, 0L));
        return switch (Counting.of(held, open.wish.call(), ask, before)) {
            case Counting.Refused refused -> refused.answer();
            case Counting.Granted kept -> {
                open.name().ifPresent(name -> granted.put(name, open.wish.content()));
                if (member != null && kept.member() != before) {
                    remembered.put(member, kept.member());
                }
                yield kept.used() == held.counter().used()
                        ? held.granted()
                        : keep(open, held.with(held.counter().using(kept.used())));
            }
        };
    }

    private Metered keep(Open open, HeldMeter held) {
        ThresholdReached.changes(held)
                .forEach(change -> made.add(new ChangeLog.Made(open.wish.by(), change, open.wish.traceparent())));
        HeldMeter warned = held.warned();
        counted.put(open.meter(), warned.counter());
        return warned.granted();
    }

    /** Writes what was counted: five round trips at most, two as a rule. */
    void write(Handle transaction, TenantId tenant, MeterLocks locks) {
        CounterRows.update(transaction, counted.values(), now);
        Members.put(transaction, tenant, remembered);
        Requests.add(transaction, tenant, granted, now);
        locks.record(transaction, made);
    }
}
