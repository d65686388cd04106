package dev.marque.app.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the packaged application ships. The build looks at fixes we know of; {@code ./dev advisories} asks OSV. */
class ShippedLibrariesIT {

    private final List<Library> shipped = Shipped.libraries();

    @Test
    void nothingIsOlderThanItsKnownFix() {
        assertThat(shipped).hasSizeGreaterThan(100).noneMatch(library -> KnownFix.all().stream()
                .anyMatch(fix -> fix.isMissingIn(library)));
    }

    /** The start script runs what lies in this folder: what is not listed would not be looked at. */
    @Test
    void everyLibraryOfTheCommandLineIsLookedAt() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("../client/cli/target/lib"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(Shipped.ofCommandLine().stream()
                            .map(library -> library.artifact() + "-" + library.version() + ".jar")
                            .toList());
        }
        assertThat(shipped).extracting(Library::name).contains("info.picocli:picocli");
    }

    @Test
    void everyKnownFixIsOfALibraryThatIsShipped() {
        assertThat(KnownFix.all()).isNotEmpty().allMatch(fix -> shipped.stream().anyMatch(fix::concerns));
    }

    @Test
    @EnabledIfSystemProperty(named = "advisories.url", matches = "http.+")
    void nothingHasAnAdvisoryThatIsCritical() throws Exception {
        List<Advisory> advisories = new Osv(URI.create(System.getProperty("advisories.url"))).advisories(shipped);

        System.out.printf("Advisories: %d for %d libraries%n", advisories.size(), shipped.size());
        advisories.forEach(advisory -> System.out.println("Advisories: " + advisory));
        assertThat(advisories).noneMatch(Advisory::isCritical);
    }
}
