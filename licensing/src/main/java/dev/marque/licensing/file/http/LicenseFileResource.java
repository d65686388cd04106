package dev.marque.licensing.file.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.marque.licensing.LicensingPermissions;
import dev.marque.licensing.file.CheckedOut;
import dev.marque.licensing.file.FileAlgorithms;
import dev.marque.licensing.file.FileOrder;
import dev.marque.licensing.file.LicenseFiles;
import dev.marque.licensing.rows.Lifetimes;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** License files for customers who cannot ask for themselves. */
@Path("/api/v1/licenses/{id}/file")
@Tag(name = "Licenses")
@RunOnVirtualThread
public class LicenseFileResource {

    private final LicenseFiles files;
    private final CurrentActor current;

    @Inject
    public LicenseFileResource(LicenseFiles files, CurrentActor current) {
        this.files = files;
        this.current = current;
    }

    /** What kind of file is wanted. */
    @Schema(name = "FileRequest", description = "What kind of file is wanted.")
    public record FileRequest(
            @Schema(description = "Whether it can be read only with the license key.", defaultValue = "true") @Nullable Boolean encrypt,

            @Schema(
                    type = SchemaType.STRING,
                    description = "PT1H to P3660D; absent, or too long: for as long as the license may be offline.",
                    examples = "P30D")
            @JsonDeserialize(using = Lifetimes.DurationReader.class)
            @Nullable Duration ttl,

            @Schema(
                    description = "ed25519, rsa-pss-sha256 or rsa-sha256.",
                    defaultValue = "ed25519",
                    examples = "ed25519")
            @Size(max = 40) @Nullable String algorithm,

            @Schema(
                    description = "Values of the machines' fingerprints that it is limited to; absent: any machine.",
                    examples = "[\"9f86d081884c7d659a2feaa0c55ad015\"]")
            @Size(max = 100) @Nullable Set<
                            @NotNull @Pattern(regexp = "[ -~]{1,255}", message = "must be 1 to 255 printable ASCII characters") String>
                    fingerprints) {

        FileOrder order() {
            return new FileOrder(
                    Objects.requireNonNullElse(encrypt, true),
                    ttl,
                    null,
                    FileAlgorithms.of(algorithm),
                    Objects.requireNonNullElse(fingerprints, Set.of()));
        }
    }

    @POST
    @Requires(LicensingPermissions.LICENSES_SHOW_KEY)
    @Operation(
            operationId = "checkOutLicense",
            summary = "Make a license file",
            description = "A signed file that verifies offline, in Keygen's form. It holds the license key, so making"
                    + " one leaves a line in the audit trail.")
    public CheckedOut checkOut(@PathParam("id") UUID id, @Valid @NotNull FileRequest request) {
        return files.checkOut(current.actor(), id, request.order());
    }
}
