package dev.marque.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.json.Json;
import dev.marque.sdk.LicenseException;
import dev.marque.sdk.Marque;
import dev.marque.sdk.testing.Hands;
import dev.marque.sdk.testing.Program;
import dev.marque.sdk.testing.Vendor;
import jakarta.ws.rs.core.Response;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a request hears that the license does not allow, in Quarkus's own HTTP. */
class LicenseExceptionMapperTest {

    @TempDir
    Path folder;

    private Response answer(String state, String feature) {
        try (Vendor vendor = new Vendor(new Hands(Instant.parse("2026-11-23T12:00:00Z")))) {
            vendor.license.state = state;
            try (Marque marque = new Program(vendor, folder).start()) {
                marque.requireFeature(feature);
                throw new AssertionError("the license allows it");
            } catch (LicenseException refusal) {
                return new LicenseExceptionMapper().toResponse(refusal);
            }
        }
    }

    @Test
    void aMissingFeatureIsAProblemThatSaysSo() throws Exception {
        Response answer = answer("VALID", "import");
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(answer.getMediaType()).hasToString("application/problem+json");
        assertThat(Json.readObject(String.valueOf(answer.getEntity())))
                .containsEntry("title", "The license does not allow this.")
                .containsEntry("status", 403L)
                .containsEntry("code", "FEATURE_MISSING")
                .hasEntrySatisfying(
                        "detail", detail -> assertThat(detail).asString().contains("import"));
    }

    @Test
    void aSuspendedLicenseIsAProblemWithItsCode() throws Exception {
        assertThat(Json.readObject(String.valueOf(answer("SUSPENDED", "export").getEntity())))
                .containsEntry("code", "SUSPENDED")
                .containsKey("detail");
    }
}
