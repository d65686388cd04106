package dev.marque.licensing.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.net.Network;
import dev.marque.licensing.access.Coordinates;
import dev.marque.licensing.access.Countries;
import dev.marque.licensing.policy.LeakRules;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class SuspicionsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final LeakRules RULES = new LeakRules(2, 2, Duration.ofHours(2), null, null);

    /** The second part of an address says which country it is in. */
    private static final Countries COUNTRIES =
            address -> List.of("DE", "US", "ZZ").get(address.getAddress()[1]);

    private static Sighting seen(int minute, String address, @Nullable String machine) {
        return new Sighting(
                NOON.plus(Duration.ofMinutes(minute)), Network.address(address).orElseThrow(), machine);
    }

    private static List<LeakReason> reasons(Sighting... sightings) {
        return Suspicions.of(List.of(sightings), RULES, COUNTRIES).stream()
                .map(Suspicion::reason)
                .toList();
    }

    @Example
    void moreMachinesThanExpectedAreSuspect() {
        assertThat(reasons(seen(0, "10.0.0.1", "a"), seen(1, "10.0.0.1", "b"), seen(2, "10.0.0.1", "a")))
                .isEmpty();
        assertThat(reasons(seen(0, "10.0.0.1", "a"), seen(1, "10.0.0.1", null), seen(2, "10.0.0.1", "b")))
                .as("who does not say which machine it is counts for none")
                .isEmpty();
        assertThat(reasons(seen(0, "10.0.0.1", "a"), seen(1, "10.0.0.1", "b"), seen(2, "10.0.0.1", "c")))
                .containsExactly(LeakReason.TOO_MANY_FINGERPRINTS);
    }

    @Example
    void moreAddressesThanExpectedAreSuspectWhereALineOfIPv6IsOne() {
        Countries none = Countries.UNKNOWN;
        List<Sighting> oneLine =
                List.of(seen(0, "2001:db8::1", "a"), seen(1, "2001:db8::2", "a"), seen(2, "2001:db8:0:0:ffff::3", "a"));
        assertThat(Suspicions.of(oneLine, RULES, none)).isEmpty();
        List<Sighting> lines =
                List.of(seen(0, "2001:db8::1", "a"), seen(1, "2001:db8:0:1::1", "a"), seen(2, "2001:db8:0:2::1", "a"));
        assertThat(Suspicions.of(lines, RULES, none))
                .containsExactly(
                        new Suspicion(LeakReason.TOO_MANY_ADDRESSES, "3 addresses within PT24H, at most 2 expected."));
    }

    @Example
    void oneMachineInTwoCountriesSoonerThanItCanHaveGoneThereIsSuspect() {
        assertThat(reasons(seen(0, "10.0.0.1", "a"), seen(119, "10.1.0.1", "a")))
                .containsExactly(LeakReason.IMPOSSIBLE_TRAVEL);
        assertThat(reasons(seen(0, "10.0.0.1", "a"), seen(120, "10.1.0.1", "a")))
                .isEmpty();
        assertThat(reasons(seen(0, "10.0.0.1", "a"), seen(1, "10.1.0.1", "b")))
                .as("two machines may be in two countries")
                .isEmpty();
        assertThat(reasons(seen(0, "10.0.0.1", "a"), seen(1, "10.2.0.1", "a")))
                .as("in none")
                .isEmpty();
    }

    @Example
    void whatTheRulesDoNotSpeakOfIsNotSuspect() {
        LeakRules silent = new LeakRules(null, null, null, null, null);
        List<Sighting> many = List.of(
                seen(0, "10.0.0.1", "a"), seen(1, "10.1.0.1", "a"), seen(2, "10.0.0.2", "b"), seen(3, "10.0.0.3", "c"));
        assertThat(Suspicions.of(many, silent, COUNTRIES)).isEmpty();
    }

    @Property(tries = 300)
    void theOrderOfSightingsDoesNotMatterAndMoreOfThemNeverClearAnybody(
            @ForAll("sightings") List<Sighting> sightings, @ForAll long seed) {
        List<Sighting> shuffled = new ArrayList<>(sightings);
        Collections.shuffle(shuffled, new Random(seed));
        List<Suspicion> all = Suspicions.of(sightings, RULES, COUNTRIES);
        assertThat(Suspicions.of(shuffled, RULES, COUNTRIES)).isEqualTo(all);
        List<Sighting> fewer = sightings.subList(0, sightings.size() / 2);
        assertThat(all)
                .extracting(Suspicion::reason)
                .containsAll(Suspicions.of(fewer, RULES, COUNTRIES).stream()
                        .map(Suspicion::reason)
                        .toList());
    }

    @Provide
    Arbitrary<List<Sighting>> sightings() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 600),
                        Arbitraries.of("10.0.0.1", "10.0.0.2", "10.1.0.1", "10.2.0.1"),
                        Arbitraries.of("a", "b", "c").injectNull(0.2))
                .as(SuspicionsTest::seen)
                .list()
                .ofMaxSize(12);
    }

    @Example
    void oneMachineFartherAwayThanItCanHaveGoneIsSuspectAlsoWithinACountry() {
        LeakRules rules = new LeakRules(null, null, null, 1000, null);
        // The second part of an address says where it is: New York, Los Angeles (3,936 km away), nowhere.
        Countries places = new Countries() {
            @Override
            public @Nullable String of(InetAddress address) {
                return "US";
            }

            @Override
            public @Nullable Coordinates locate(InetAddress address) {
                return switch (address.getAddress()[1]) {
                    case 0 -> new Coordinates(40.7128, -74.0060);
                    case 1 -> new Coordinates(34.0522, -118.2437);
                    default -> null;
                };
            }
        };
        Sighting newYork = seen(0, "10.0.0.1", "a");
        assertThat(Suspicions.of(List.of(newYork, seen(180, "10.1.0.1", "a")), rules, places))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.reason()).isEqualTo(LeakReason.IMPOSSIBLE_TRAVEL);
                    assertThat(found.detail()).contains("3936 km");
                });
        assertThat(Suspicions.of(List.of(newYork, seen(240, "10.1.0.1", "a")), rules, places))
                .as("a flight")
                .isEmpty();
        assertThat(Suspicions.of(List.of(newYork, seen(1, "10.2.0.1", "a")), rules, places))
                .as("nobody knows where")
                .isEmpty();
        assertThat(Suspicions.of(List.of(newYork, seen(1, "10.1.0.1", "b")), rules, places))
                .as("two machines")
                .isEmpty();
    }
}
