package dev.marque.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.testing.Catalogue;
import dev.marque.platform.testing.MigrationIndex;
import dev.marque.platform.testing.PlatformFixture;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The schema of all rooms so far, walked in the database's own catalogue. */
class SchemaTest {

    @Test
    void everyTableOfTheRoomKeepsTenantsApart() throws Exception {
        try (PlatformFixture fixture = PlatformFixture.of("platform", "licensing", "keygen")) {
            assertThat(Catalogue.problems(fixture, Catalogue.PLATFORM_WITHOUT_TENANT))
                    .isEmpty();
        }
    }

    @Test
    void everyMigrationIsListed() throws IOException {
        MigrationIndex.check("keygen");
    }
}
