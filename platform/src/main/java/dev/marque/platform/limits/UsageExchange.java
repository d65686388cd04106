package dev.marque.platform.limits;

import dev.marque.platform.database.Database;
import dev.marque.platform.limits.RateLimiter.Report;
import dev.marque.platform.limits.RateLimiter.Subject;
import dev.marque.platform.secrets.Tokens;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells the other processes what was counted here, and learns what they counted: one statement four times a second, and
 * none when nobody called. While the database is away, each process goes on by its own count.
 */
public final class UsageExchange implements AutoCloseable {

    /** How far apart two exchanges are: the time for which processes do not know of each other's calls. */
    public static final Duration EVERY = Duration.ofMillis(250);

    private static final System.Logger LOG = System.getLogger(UsageExchange.class.getName());
    private static final Duration RULES_EVERY = Duration.ofSeconds(2);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofHours(2);

    private record Named(String name, Report report) {}

    private record Total(String subject, long slot, int calls) {}

    private final Database database;
    private final RateLimiter limiter;
    private final LimitRules rules;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rate-limits").factory());

    public UsageExchange(Database database, RateLimiter limiter, LimitRules rules, InstantSource clock) {
        this.database = database;
        this.limiter = limiter;
        this.rules = rules;
        this.clock = clock;
    }

    public void start() {
        every(EVERY, this::exchange);
        every(RULES_EVERY, rules::load);
        every(SWEEP_EVERY, this::sweep);
    }

    private void every(Duration period, Runnable work) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.log(Level.DEBUG, "Rate limits go by this process's own count", e);
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** One exchange. */
    public void exchange() {
        List<Report> reports = limiter.drain();
        if (reports.isEmpty()) {
            return;
        }
        try {
            tell(reports);
        } catch (RuntimeException failure) {
            limiter.restore(reports);
            throw failure;
        }
    }

    private void tell(List<Report> reports) {
        // In one order in all processes, so that they do not wait for each other in a circle.
        List<Named> sorted = reports.stream()
                .map(report -> new Named(name(report.subject()), report))
                .sorted(Comparator.comparing(Named::name)
                        .thenComparing(each -> each.report().calls().slot()))
                .toList();
        Map<String, Subject> subjects = new HashMap<>();
        sorted.forEach(each -> subjects.put(each.name(), each.report().subject()));
        List<Total> totals = database.withoutTenant(transaction -> transaction
                .createQuery("""
                        insert into rate_usage as known (subject, slot, calls, counted_at)
                        select s, t, c, :now from unnest(:subjects, :slots, :calls) as new (s, t, c)
                        on conflict (subject, slot) do update
                            set calls = known.calls + excluded.calls, counted_at = excluded.counted_at
                        returning subject, slot, calls
                        """)
                .bind("now", clock.instant())
                .bind("subjects", sorted.stream().map(Named::name).toArray(String[]::new))
                .bind(
                        "slots",
                        sorted.stream()
                                .map(each -> each.report().calls().slot())
                                .toArray(Long[]::new))
                .bind(
                        "calls",
                        sorted.stream()
                                .map(each -> each.report().calls().calls())
                                .toArray(Integer[]::new))
                .mapTo(Total.class)
                .list());
        totals.forEach(total -> {
            Subject subject = subjects.get(total.subject());
            if (subject != null) {
                limiter.learn(subject, total.slot(), total.calls());
            }
        });
    }

    /** A hash: addresses are personal data, and the table needs to compare only. */
    private static String name(Subject subject) {
        return HexFormat.of().formatHex(Tokens.sha256(subject.limit().code() + ":" + subject.id()), 0, 16);
    }

    /** Forgets windows that can count no more. */
    void sweep() {
        database.runWithoutTenant(transaction -> transaction
                .createUpdate("delete from rate_usage where counted_at < :before")
                .bind("before", clock.instant().minus(KEPT))
                .execute());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
