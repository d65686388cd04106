package dev.marque.app.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
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
