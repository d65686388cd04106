package dev.marque.keygen.route;

import dev.marque.keygen.wire.Failure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All routes, to be found by method and address. Immutable. */
final class RouteTree {

    /** A route, and what the address says. */
    record Match(Route route, Map<String, String> path) {}

    private record Entry(Route route, List<String> steps) {

        /** Steps that are fixed count before those that are free, so that {@code /actions/validate-key} is no id. */
        long free() {
            return steps.stream().filter(RouteTree::isFree).count();
        }
    }

    private final Map<String, List<Entry>> byMethod = new HashMap<>();

    RouteTree(Iterable<RouteSource> sources) {
        for (RouteSource source : sources) {
            for (Route route : source.routes()) {
                byMethod.computeIfAbsent(route.method(), _ -> new ArrayList<>())
                        .add(new Entry(route, steps(route.template())));
            }
        }
        byMethod.values().forEach(entries -> entries.sort(Comparator.comparingLong(Entry::free)));
    }

    List<Route> all() {
        return byMethod.values().stream()
                .flatMap(List::stream)
                .map(Entry::route)
                .sorted(Comparator.comparing(Route::template).thenComparing(Route::method))
                .toList();
    }

    /** @param raw the address below the account, as it was sent */
    Optional<Match> find(String method, String raw) {
        List<String> asked = steps(raw);
        return byMethod.getOrDefault(method.equals("HEAD") ? "GET" : method, List.of()).stream()
                .filter(entry -> entry.steps().size() == asked.size())
                .map(entry -> match(entry, asked))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Match> match(Entry entry, List<String> asked) {
        Map<String, String> path = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            String step = entry.steps().get(i);
            String given = asked.get(i);
            if (isFree(step)) {
                path.put(step.substring(1, step.length() - 1), decoded(given));
            } else if (!step.equals(given)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(entry.route(), path));
    }

    private static boolean isFree(String step) {
        return step.startsWith("{");
    }

    static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (@Nullable String step : path.split("/", -1)) {
            if (step != null && !step.isEmpty()) {
                steps.add(step);
            }
        }
        return steps;
    }

    /** A plus in an address is a plus. */
    static String decoded(String step) {
        try {
            String text = URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (text.indexOf(0) >= 0 || text.indexOf('\uFFFD') >= 0) {
                throw Failure.noSuchEndpoint();
            }
            return text;
        } catch (IllegalArgumentException malformed) {
            throw Failure.noSuchEndpoint();
        }
    }
}
