package dev.marque.backup.wal;

import static java.util.stream.Collectors.toCollection;

import dev.marque.backup.store.ArchiveStore;
import dev.marque.backup.wal.Stored.Base;
import dev.marque.backup.wal.Stored.Good;
import dev.marque.backup.wal.Stored.History;
import dev.marque.backup.wal.Stored.Log;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lies in the store, and to which moments it leads. Immutable. */
final class Catalogue {

    private final List<Stored> files;
    private final Map<Line, NavigableMap<Segment, Log>> logs = new HashMap<>();

    Catalogue(Collection<Stored> files) {
        this.files = List.copyOf(files);
        of(Log.class).forEach(log -> logs.computeIfAbsent(log.line(), _ -> new TreeMap<>())
                // Shipped twice, because the first time broke off after it had arrived.
                .merge(log.segment(), log, (a, b) -> a.until() == null ? b : a));
    }

    static Catalogue read(ArchiveStore store) throws IOException {
        return new Catalogue(store.list().stream()
                .flatMap(file -> Stored.parse(file.name()).stream())
                .toList());
    }

    List<Stored> files() {
        return files;
    }

    Optional<Log> find(Line line, Segment segment) {
        return Optional.ofNullable(logs.getOrDefault(line, new TreeMap<>()).get(segment));
    }

    /** The newest segment of a line. */
    Optional<Segment> last(Line line) {
        NavigableMap<Segment, Log> all = logs.getOrDefault(line, new TreeMap<>());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.lastKey());
    }

    /** Good copies with what follows them, the oldest first. */
    List<Chain> chains() {
        return good().map(this::chain).toList();
    }

    Chain chain(Good base) {
        NavigableMap<Segment, Log> line = logs.getOrDefault(base.base().line(), new TreeMap<>());
        List<Log> found = new ArrayList<>();
        for (@Nullable Log log = line.get(base.base().start());
                log != null;
                log = line.get(log.segment().next())) {
            found.add(log);
        }
        return new Chain(base, found);
    }

    /** All time lines' origins of a database: replaying needs them to choose a number that is free. */
    List<History> histories(String system) {
        return of(History.class)
                .filter(history -> history.system().equals(system))
                .toList();
    }

    /** To which moments a restore can lead, the earliest first; windows that meet are one. */
    List<Window> windows() {
        List<Window> all = new ArrayList<>();
        chains().stream()
                .flatMap(chain -> chain.window().stream())
                .sorted(Comparator.comparing(Window::from))
                .forEach(window -> {
                    if (!all.isEmpty() && !all.getLast().until().isBefore(window.from())) {
                        Instant end = all.getLast().until();
                        Window last = all.removeLast();
                        all.add(new Window(last.from(), end.isAfter(window.until()) ? end : window.until()));
                    } else {
                        all.add(window);
                    }
                });
        return all;
    }

    /** What is missing between the newest good copy of a line and the newest segment of it. */
    List<Gap> gaps(Line line) {
        NavigableMap<Segment, Log> all = logs.getOrDefault(line, new TreeMap<>());
        @Nullable Segment expected = newest(line).map(good -> good.base().start()).orElse(null);
        List<Gap> gaps = new ArrayList<>();
        for (Segment segment : expected == null
                ? Set.<Segment>of()
                : all.tailMap(expected, true).keySet()) {
            if (!segment.equals(expected)) {
                Segment missing = Objects.requireNonNull(expected);
                gaps.add(new Gap(missing.file(), segment.number() - missing.number()));
            }
            expected = segment.next();
        }
        return gaps;
    }

    /** The newest good copy of a line. */
    Optional<Good> newest(Line line) {
        return good().filter(good -> good.base().line().equals(line)).reduce((_, last) -> last);
    }

    /**
     * What no restore to one of the last moments needs: copies that a newer one replaces for all of them, and the
     * segments before the first copy that stays. The newest good copy always stays.
     *
     * @param keep how far back a moment may lie
     * @param system the database in use, of which there may be no good copy yet
     */
    List<Stored> superfluous(Instant now, Duration keep, String system) {
        List<Good> good = good().toList();
        Instant earliest = now.minus(keep);
        Set<Good> kept = good.stream()
                .filter(one -> good.stream()
                        .noneMatch(other -> other.finishedAt().isAfter(one.finishedAt())
                                && !other.finishedAt().isAfter(earliest)))
                .collect(toCollection(LinkedHashSet::new));
        return kept.isEmpty()
                ? List.of()
                : files.stream().filter(file -> !isNeeded(file, kept, system)).toList();
    }

    private static boolean isNeeded(Stored file, Set<Good> kept, String system) {
        List<Good> itsOwn = kept.stream()
                .filter(good -> good.system().equals(file.system()))
                .toList();
        if (itsOwn.isEmpty()) {
            return file.system().equals(system);
        }
        return switch (file) {
            case Good good -> kept.contains(good);
            // One that is not good yet may become it, as long as no later one is.
            case Base base ->
                itsOwn.stream().anyMatch(good -> good.base().equals(base))
                        || itsOwn.stream().allMatch(good -> good.base().start().compareTo(base.start()) < 0);
            case History _ -> true;
            case Log log -> itsOwn.stream().anyMatch(good -> good.base().start().compareTo(log.segment()) <= 0);
        };
    }

    private Stream<Good> good() {
        Set<Base> there = of(Base.class).collect(toCollection(HashSet::new));
        return of(Good.class)
                .filter(good -> there.contains(good.base()))
                .sorted(Comparator.comparing(Good::finishedAt));
    }

    private <T extends Stored> Stream<T> of(Class<T> kind) {
        return files.stream().filter(kind::isInstance).map(kind::cast);
    }
}
