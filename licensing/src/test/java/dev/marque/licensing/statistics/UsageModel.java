package dev.marque.licensing.statistics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that was reported, counted anew for each question. */
final class UsageModel {

    private record Beat(Instant at, String machine, String version, String user, long exports) {}

    private record Validation(Instant at, String machine, String version, boolean valid) {}

    private record Seen(String machine, String version) {}

    private final List<Beat> beats = new ArrayList<>();
    private final List<Validation> validations = new ArrayList<>();

    void beat(Instant at, String machine, String version, String user, long exports) {
        beats.add(new Beat(at, machine, version, user, exports));
    }

    void validation(Instant at, String machine, String version, boolean valid) {
        validations.add(new Validation(at, machine, version, valid));
    }

    Figures in(Period period) {
        List<Beat> lives =
                beats.stream().filter(beat -> lies(beat.at(), period)).toList();
        List<Validation> answers = validations.stream()
                .filter(validation -> lies(validation.at(), period))
                .toList();
        List<Seen> seen = Stream.concat(
                        lives.stream().map(beat -> new Seen(beat.machine(), beat.version())),
                        answers.stream()
                                .filter(Validation::valid)
                                .map(validation -> new Seen(validation.machine(), validation.version())))
                .distinct()
                .toList();
        List<String> machines = seen.stream().map(Seen::machine).distinct().toList();
        long exports = lives.stream().mapToLong(Beat::exports).sum();
        return new Figures(
                machines.size(),
                lives.size(),
                answers.size(),
                answers.stream().filter(answer -> !answer.valid()).count(),
                lives.stream().map(Beat::user).distinct().count(),
                0,
                counted(seen.stream().map(Seen::version)),
                counted(machines.stream().map(machine -> "os of " + machine)),
                new TreeMap<>(exports == 0 ? Map.of() : Map.of("export", exports)));
    }

    private static TreeMap<String, Long> counted(Stream<String> names) {
        return names.collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static boolean lies(Instant at, Period period) {
        return !at.isBefore(period.startsAt()) && at.isBefore(period.endsAt());
    }
}
