package dev.marque.licensing.leak;

import dev.marque.kernel.net.Network;
import dev.marque.keys.validation.Place;
import dev.marque.licensing.access.Coordinates;
import dev.marque.licensing.access.Countries;
import dev.marque.licensing.policy.LeakRules;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What follows from who was seen. A pure function: the order of the sightings does not matter. */
public final class Suspicions {

    /** What one customer of a provider usually has. */
    private static final int ONE_LINE = 64;

    /** So far files are beside the truth for many an address. */
    private static final double BESIDE_KM = 300;

    private Suspicions() {}

    /** At most one of each reason. */
    public static List<Suspicion> of(List<Sighting> sightings, LeakRules rules, Countries countries) {
        List<Suspicion> suspicions = new ArrayList<>();
        long machines = sightings.stream()
                .map(Sighting::machine)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        tooMany(LeakReason.TOO_MANY_FINGERPRINTS, "machines", machines, rules.machines(), rules)
                .ifPresent(suspicions::add);
        long addresses = sightings.stream()
                .map(sighting -> line(sighting.address()))
                .distinct()
                .count();
        tooMany(LeakReason.TOO_MANY_ADDRESSES, "addresses", addresses, rules.addresses(), rules)
                .ifPresent(suspicions::add);
        travel(sightings, rules, countries).ifPresent(suspicions::add);
        return suspicions;
    }

    private static Optional<Suspicion> tooMany(
            LeakReason reason, String what, long seen, @Nullable Integer most, LeakRules rules) {
        return most == null || seen <= most
                ? Optional.empty()
                : Optional.of(new Suspicion(
                        reason, seen + " " + what + " within " + rules.period() + ", at most " + most + " expected."));
    }

    private static Network line(InetAddress address) {
        return Network.around(address, address instanceof Inet6Address ? ONE_LINE : Integer.SIZE);
    }

    private static Optional<Suspicion> travel(List<Sighting> sightings, LeakRules rules, Countries countries) {
        Duration least = rules.travel();
        Integer speed = rules.speedKmPerHour();
        Optional<Suspicion> abroad =
                least == null ? Optional.empty() : ofEachMachine(sightings, ofOne -> journey(ofOne, least, countries));
        return speed == null
                ? abroad
                : abroad.or(() -> ofEachMachine(sightings, ofOne -> flight(ofOne, speed, countries)));
    }

    private static Optional<Suspicion> ofEachMachine(
            List<Sighting> sightings, Function<List<Sighting>, Optional<Suspicion>> look) {
        return sightings.stream()
                .collect(Collectors.groupingBy(sighting -> Optional.ofNullable(sighting.machine())))
                .values()
                .stream()
                .map(look)
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Suspicion::detail));
    }

    /** The first time that a machine was in another country sooner than it can have gone there. */
    private static Optional<Suspicion> journey(List<Sighting> sightings, Duration least, Countries countries) {
        Sighting before = null;
        String from = null;
        for (Sighting sighting : inOrder(sightings)) {
            String country = countries.of(sighting.address());
            if (country == null || country.equals(Place.NO_COUNTRY)) {
                continue;
            }
            if (before != null && !country.equals(from)) {
                Duration took = Duration.between(before.at(), sighting.at());
                if (took.compareTo(least) < 0) {
                    return Optional.of(new Suspicion(
                            LeakReason.IMPOSSIBLE_TRAVEL,
                            "The same machine in " + from + " at " + before.at() + " and in " + country + " at "
                                    + sighting.at() + "."));
                }
            }
            before = sighting;
            from = country;
        }
        return Optional.empty();
    }

    /** The first time that a machine was farther away than it can have gone. */
    private static Optional<Suspicion> flight(List<Sighting> sightings, int speedKmPerHour, Countries countries) {
        Sighting before = null;
        Coordinates from = null;
        for (Sighting sighting : inOrder(sightings)) {
            Coordinates to = countries.locate(sighting.address());
            if (to == null) {
                continue;
            }
            if (before != null && from != null) {
                Duration took = Duration.between(before.at(), sighting.at());
                double km = from.kmTo(to);
                if (km - BESIDE_KM > speedKmPerHour * (took.toMillis() / 3_600_000.0)) {
                    return Optional.of(new Suspicion(
                            LeakReason.IMPOSSIBLE_TRAVEL,
                            "The same machine at two places, " + Math.round(km) + " km from each other, at "
                                    + before.at() + " and at " + sighting.at() + "."));
                }
            }
            before = sighting;
            from = to;
        }
        return Optional.empty();
    }

    private static List<Sighting> inOrder(List<Sighting> sightings) {
        return sightings.stream()
                .sorted(Comparator.comparing(Sighting::at)
                        .thenComparing(sighting -> sighting.address().getHostAddress()))
                .toList();
    }
}
