package dev.marque.licensing.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.licensing.testing.LicensingFixture;
import dev.marque.platform.identity.Credential;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KeyReplacementTest {

    private static final LicensingFixture room = new LicensingFixture();

    @AfterAll
    static void close() {
        room.close();
    }

    private static boolean works(String key) {
        return room.authenticator
                .authenticate(new Credential("license", key), room.acme.origin())
                .isPresent();
    }

    @Test
    void theFormerKeyWorksUntilTheOverlapEnds() {
        IssuedLicense issued = room.license(Map.of());
        UUID id = issued.license().id();

        String second =
                room.keyReplacement.replace(room.acme, id, Duration.ofDays(7)).key();

        assertThat(works(issued.key())).isTrue();
        assertThat(works(second)).isTrue();
        assertThat(room.shownKeys.show(room.acme, id, "license.key-shown")).isEqualTo(second);
        room.clock.advance(Duration.ofDays(7));
        assertThat(works(issued.key())).isFalse();
        assertThat(works(second)).isTrue();
        assertThat(room.audits("license.key-replaced", id)).isEqualTo(1);
    }

    @Test
    void aLeakedKeyEndsAtOnceAndALicenseNeverHasMoreThanTwo() {
        IssuedLicense issued = room.license(Map.of());
        UUID id = issued.license().id();
        String second =
                room.keyReplacement.replace(room.acme, id, Duration.ZERO).key();
        assertThat(works(issued.key())).isFalse();

        String third =
                room.keyReplacement.replace(room.acme, id, Duration.ofDays(7)).key();
        String fourth =
                room.keyReplacement.replace(room.acme, id, Duration.ofDays(7)).key();
        assertThat(works(second)).isFalse();
        assertThat(works(third)).isTrue();
        assertThat(works(fourth)).isTrue();
    }
}
