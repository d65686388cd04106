package dev.marque.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marque.sdk.testing.Hands;
import dev.marque.sdk.testing.Vendor;
import dev.marque.sdk.testing.VendorLicense;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingNamesTest {

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>(Map.of("product", "ENT", "fingerprint", "a machine"));

    @Test
    void aConfigurationSaysAllThatIsNeeded() throws Exception {
        try (Vendor vendor = new Vendor(new Hands(InstantSource.system().instant()))) {
            settings.put("server", vendor.address());
            settings.put("license-key", " " + VendorLicense.KEY + "\n");
            settings.put(
                    "public-keys",
                    Files.writeString(folder.resolve("keys.json"), vendor.jwks())
                            .toString());
            settings.put("folder", folder.resolve("cache").toString());
            settings.put("patience", "PT2S");
            settings.put("user", "");
            try (Marque marque = Marque.builder().settings(settings::get).build()) {
                assertThat(marque.isValid()).isTrue();
                assertThat(marque.machine()).isEqualTo("a machine");
            }
        }
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> Marque.builder().settings(settings::get).build())
                .hasMessageContaining("public keys");
        settings.put("public-keys", "/nowhere");
        assertThatThrownBy(() -> Marque.builder().settings(settings::get)).hasMessageContaining("/nowhere");
        settings.remove("public-keys");
        settings.put("patience", "soon");
        assertThatThrownBy(() -> Marque.builder().settings(settings::get)).hasMessageContaining("PT5S");
    }
}
