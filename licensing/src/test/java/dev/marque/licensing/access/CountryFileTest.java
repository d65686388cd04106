package dev.marque.licensing.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.kernel.net.Network;
import dev.marque.testkit.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountryFileTest {

    private static final Map<String, ?> GERMANY = Map.of("country", Map.of("iso_code", "DE"));

    private final MovableClock clock = MovableClock.at("2026-11-22T12:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Each test begins with it.
    private Path file;

    @BeforeEach
    void aFileThatIsNotThereYet() {
        file = folder.resolve("countries.mmdb");
    }

    private static @Nullable String country(Countries countries, String address) {
        return countries.of(Network.address(address).orElseThrow());
    }

    /** The time of change is that of the test's clock: two writes within one tick of a disk's clock look different. */
    private void write(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    @Test
    void everyAddressHasTheCountryOfItsNetworkHoweverThePublisherPutsIt() throws IOException {
        write(new CountryFileWriter()
                .put("192.0.2.0/25", GERMANY)
                .put("192.0.2.128/25", Map.of("country_code", "fr", "country", "France"))
                .put("203.0.113.7/32", Map.of("country", "US"))
                .put("2001:db8::/32", Map.of("country", Map.of("iso_code", "JP")))
                .put("198.51.100.0/24", Map.of("continent", Map.of("code", "EU")))
                .bytes());
        Countries countries = new CountryFile(file, clock);
        assertThat(countries.areKnown()).isTrue();
        assertThat(country(countries, "192.0.2.127")).isEqualTo("DE");
        assertThat(country(countries, "192.0.2.128")).isEqualTo("FR");
        assertThat(country(countries, "203.0.113.7")).isEqualTo("US");
        assertThat(country(countries, "203.0.113.8")).isEqualTo("ZZ");
        assertThat(country(countries, "2001:db8:ffff::1")).isEqualTo("JP");
        assertThat(country(countries, "2001:db9::1")).isEqualTo("ZZ");
        assertThat(country(countries, "198.51.100.1"))
                .as("an entry without country")
                .isEqualTo("ZZ");
        assertThat(country(countries, "10.0.0.1")).isEqualTo("ZZ");
    }

    @Test
    void aReplacedFileIsReadWithinAMinuteAndABrokenOneDoesNotReplaceTheOld() throws IOException {
        Countries countries = new CountryFile(file, clock);
        assertThat(countries.areKnown()).as("without the file").isFalse();
        clock.advance(Duration.ofMinutes(1));
        write(new CountryFileWriter().put("192.0.2.0/24", GERMANY).bytes());
        assertThat(country(countries, "192.0.2.1")).isEqualTo("DE");
        write(new CountryFileWriter()
                .put("192.0.2.0/24", Map.of("country", "AT"))
                .bytes());
        clock.advance(Duration.ofSeconds(59));
        assertThat(country(countries, "192.0.2.1")).isEqualTo("DE");
        write("no such format".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        clock.advance(Duration.ofSeconds(1));
        assertThat(country(countries, "192.0.2.1"))
                .as("while the new one is broken")
                .isEqualTo("DE");
        write(new CountryFileWriter()
                .put("192.0.2.0/24", Map.of("country", "AT"))
                .bytes());
        clock.advance(Duration.ofMinutes(1));
        assertThat(country(countries, "192.0.2.1")).isEqualTo("AT");
        Files.delete(file);
        clock.advance(Duration.ofMinutes(1));
        assertThat(country(countries, "192.0.2.1")).as("once it is gone").isEqualTo("AT");
    }

    @Test
    void aFileOfCitiesTellsWhereAnAddressIs() throws IOException {
        write(new CountryFileWriter()
                .put("192.0.2.0/24", Map.of("location", Map.of("latitude", 48.137, "longitude", 11.575)))
                .put("198.51.100.0/24", Map.of("latitude", -33.87, "longitude", 151.21))
                .put("203.0.113.0/24", GERMANY)
                .bytes());
        Countries places = new CountryFile(file, clock);
        assertThat(located(places, "192.0.2.7")).isEqualTo(new Coordinates(48.137, 11.575));
        assertThat(located(places, "198.51.100.1")).isEqualTo(new Coordinates(-33.87, 151.21));
        assertThat(located(places, "203.0.113.1")).as("a file of countries").isNull();
        assertThat(located(places, "8.8.8.8")).isNull();
    }

    private static @Nullable Coordinates located(Countries places, String address) {
        return places.locate(Network.address(address).orElseThrow());
    }
}
