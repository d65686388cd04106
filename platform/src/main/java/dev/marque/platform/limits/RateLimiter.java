package dev.marque.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marque.platform.limits.SlidingWindow.Unsent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Admits or refuses calls. Decides in memory, without waiting for anybody; {@link UsageExchange} tells the other
 * processes. With one process the count is exact; with several, a limit can be passed by what the others admitted since
 * they last exchanged, a quarter of a second ago.
 *
 * <p>Thread-safe. Remembers at most {@value #MAX_SUBJECTS} subjects, the most recent ones.
 */
public final class RateLimiter {

    private static final int MAX_SUBJECTS = 500_000;

    /** Whose calls are counted, against which limit. */
    record Subject(Limit limit, String id) {}

    /** Calls of a subject that the others have not heard of. */
    record Report(Subject subject, Unsent calls) {}

    private final Allowances allowances;
    private final InstantSource clock;
    private final Cache<Subject, SlidingWindow> windows = Caffeine.newBuilder()
            .maximumSize(MAX_SUBJECTS)
            .expireAfterAccess(Duration.ofHours(2))
            .build();
    private final Set<Subject> touched = ConcurrentHashMap.newKeySet();

    public RateLimiter(Allowances allowances, InstantSource clock) {
        this.allowances = allowances;
        this.clock = clock;
    }

    /** Counts a call of a subject, if it is admitted. */
    public Verdict take(Limit limit, String id) {
        Subject subject = new Subject(limit, id);
        Verdict verdict = window(subject).take(limit, allowances.of(limit), clock.instant());
        if (verdict.admitted()) {
            touched.add(subject);
        }
        return verdict;
    }

    /** Whether a call of a subject would be admitted now; counts nothing. */
    public boolean wouldAdmit(Limit limit, String id) {
        SlidingWindow window = windows.getIfPresent(new Subject(limit, id));
        return window == null || window.hasRoom(allowances.of(limit), clock.instant());
    }

    /** Takes back a call that turned out not to be this subject's. */
    public void giveBack(Limit limit, String id) {
        correct(limit, id, 1);
    }

    /** Counts calls more than the one that was admitted: for what is dearer than others. */
    public void charge(Limit limit, String id, int calls) {
        correct(limit, id, -calls);
    }

    private void correct(Limit limit, String id, int calls) {
        Subject subject = new Subject(limit, id);
        window(subject).giveBack(allowances.of(limit), clock.instant(), calls);
        touched.add(subject);
    }

    private SlidingWindow window(Subject subject) {
        return windows.get(subject, _ -> new SlidingWindow());
    }

    /** What was counted since the last time. */
    List<Report> drain() {
        List<Report> reports = new ArrayList<>();
        for (Subject subject : touched) {
            // Removed first: a call that comes in between puts it back for the next time.
            touched.remove(subject);
            SlidingWindow window = windows.getIfPresent(subject);
            if (window != null) {
                window.drain().forEach(calls -> reports.add(new Report(subject, calls)));
            }
        }
        return reports;
    }

    /** Reports that could not be delivered. */
    void restore(List<Report> reports) {
        for (Report report : reports) {
            window(report.subject()).restore(report.calls());
            touched.add(report.subject());
        }
    }

    /** What all processes together counted. */
    void learn(Subject subject, long slot, int total) {
        SlidingWindow window = windows.getIfPresent(subject);
        if (window != null) {
            window.learn(slot, total);
        }
    }
}
