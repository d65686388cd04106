package dev.marque.licensing.installation;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.fingerprint.WorkloadIdentity;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.keys.validation.Version;
import dev.marque.licensing.activation.Machine;
import dev.marque.licensing.activation.MachineReference;
import dev.marque.licensing.activation.Replacement;
import dev.marque.licensing.edit.EmailAddress;
import dev.marque.licensing.edit.Inputs;
import dev.marque.licensing.edit.ProgramVersion;
import dev.marque.licensing.heartbeat.Use;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.rows.Lifetimes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What installations send. */
public final class Requests {

    private static final String NONCE = "Comes back in the signed answer, so that no old answer passes for a new one.";
    static final String PRINTABLE = "[ -~]{1,255}";
    static final String COMPONENT = "[a-z0-9_.-]{1,40}";
    static final String COMPONENT_MESSAGE = "must be 1 to 40 of a-z, 0-9, dot, hyphen and underscore";
    static final String PRINTABLE_MESSAGE = "must be 1 to 255 printable ASCII characters";
    private static final String USER =
            "E-mail address of the person who uses the program, if the license is for named users.";
    private static final String USER_EXAMPLE = "ada@globex.example";
    private static final int NONCE_MAX = 200;
    private static final int FEATURES_USED = 50;
    private static final int MOST_USES = 1_000_000;

    private Requests() {}

    @Schema(
            description =
                    "What the machine looks like: a value and perhaps components, or an identity. Hash serial numbers"
                            + " before they leave the machine.")
    public record FingerprintInput(
            @Schema(examples = "9f86d081884c7d659a2feaa0c55ad015")
            @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String value,

            @Schema(examples = "{\"mac\": \"60303ae22b998861\", \"cpu\": \"fd61a03af4f77d87\"}")
            @Size(max = Fingerprint.MAX_COMPONENTS) @Nullable Map<
                            @Pattern(regexp = COMPONENT, message = COMPONENT_MESSAGE) String,
                            @NotNull @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) String>
                    components,

            @Schema(description = "Of a program in a container, in place of a value.") @Valid @Nullable IdentityInput identity) {

        static @Nullable Fingerprint of(@Nullable FingerprintInput input) {
            return input == null ? null : input.toFingerprint();
        }

        /** @throws ProblemException INVALID_INPUT unless it is either a value or an identity */
        public Fingerprint toFingerprint() {
            if (identity != null && value == null && components == null) {
                return identity.toFingerprint();
            }
            if (identity != null || value == null) {
                throw ProblemException.invalid(
                        FieldError.inBody("/fingerprint/value", "either a value or an identity must be given"));
            }
            return Fingerprint.of(value, Objects.requireNonNullElse(components, Map.of()));
        }
    }

    @Schema(
            description = "Where a program in a container runs. Whoever is started again in the same place is the same"
                    + " machine. KUBERNETES needs cluster, namespace, workload, and an ordinal, a volume or a pod, of which"
                    + " the first counts; CONTAINER needs a volume, or a host and a container.")
    public record IdentityInput(
            @Schema(required = true) @NotNull WorkloadIdentity.Kind kind,

            @Schema(description = "What tells the cluster from others.")
            @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String cluster,

            @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String namespace,

            @Schema(description = "Kind and name of the pod's owner.", examples = "StatefulSet/reports")
            @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String workload,

            @Schema(description = "Of a pod of a stateful set.", examples = "0") @Min(0) @Nullable Integer ordinal,

            @Schema(description = "Uid of a volume that one pod or container mounts at a time.")
            @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String volume,

            @Schema(description = "Uid of the pod.") @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String pod,

            @Schema(description = "Such as the id of a cloud instance.")
            @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String host,

            @Schema(description = "Name of the container on the host.")
            @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String container) {

        Fingerprint toFingerprint() {
            try {
                return new WorkloadIdentity(kind, cluster, namespace, workload, ordinal, volume, pod, host, container)
                        .fingerprint();
            } catch (IllegalArgumentException lacking) {
                throw ProblemException.invalid(
                        FieldError.inBody("/fingerprint/identity", Objects.requireNonNull(lacking.getMessage())));
            }
        }
    }

    @Schema(description = "A machine asks for a seat.")
    public record Activate(
            @Schema(required = true) @NotNull @Valid FingerprintInput fingerprint,

            @Schema(description = "What its user calls the machine.", examples = "Ada's laptop")
            @Size(max = Inputs.NAME) @Nullable String name,

            @Schema(description = "Of the program.", examples = "2.1.0") @ProgramVersion @Nullable String version,

            @Schema(examples = "linux-x86_64") @Size(max = 100) @Nullable String platform,

            @Schema(
                    description =
                            "What the machine is for. For development and staging it takes no seat, if the license's"
                                    + " rules allow such machines; it stays what it was activated as.",
                    defaultValue = "PRODUCTION")
            @Nullable Purpose purpose,

            @Schema(
                    description =
                            "When all seats are taken: the machine whose place it takes, if the license's rules allow it.")
            @Nullable UUID replaceActivationId,

            @Schema(
                    description = "When all seats are taken: it takes the place of the machine that was heard of least"
                            + " recently, if the license's rules allow it.",
                    defaultValue = "false")
            @Nullable Boolean replaceLongestUnseen,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {

        Replacement replacement() {
            return new Replacement(replaceActivationId, Boolean.TRUE.equals(replaceLongestUnseen));
        }

        Machine machine() {
            Purpose wanted = Objects.requireNonNullElse(purpose, Purpose.PRODUCTION);
            return new Machine(fingerprint.toFingerprint(), name, version, platform, wanted);
        }
    }

    @Schema(description = "A program asks whether it may go on. What is left out is not checked.")
    public record Validate(
            @Valid @Nullable FingerprintInput fingerprint,

            @Schema(description = "All of them have to be granted.", examples = "[\"export\"]")
            @Size(max = Inputs.CODES) @Nullable List<@NotNull @Size(min = 1, max = 100) String> features,

            @Schema(description = "Of the program.", examples = "2.1.0") @ProgramVersion @Nullable String version,

            @Schema(description = "Code of the program's product.", examples = "ENT") @Size(max = 40) @Nullable String product,

            @Schema(description = "Its lease, if the license is floating.") @Nullable UUID leaseId,

            @Valid @Nullable ScopesInput scopes,

            @Schema(description = USER, examples = USER_EXAMPLE) @Size(max = EmailAddress.MAX) @Nullable String user,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {

        ValidationRequest toRequest() {
            return ValidationRequest.PLAIN
                    .from(FingerprintInput.of(fingerprint))
                    .wanting(Set.copyOf(Objects.requireNonNullElse(features, List.of())))
                    .by(product, programVersion(version))
                    .within(ScopesInput.of(scopes))
                    .named(user);
        }
    }

    @Schema(description = "A machine asks for a new activation token.")
    public record Refresh(
            @Schema(description = "May be expired.", examples = "eyJhbGciOiJSUzI1NiJ9…", required = true)
            @NotBlank @Size(max = 16_384) String token,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {

        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    @Schema(description = "A machine gives its seat back. Either activationId or fingerprint says which machine.")
    public record Deactivate(
            @Nullable UUID activationId,
            @Valid @Nullable FingerprintInput fingerprint,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {

        MachineReference reference() {
            return Requests.reference(activationId, fingerprint);
        }
    }

    @Schema(description = "A machine gives a sign of life. Either activationId or fingerprint says which machine.")
    public record Heartbeat(
            @Nullable UUID activationId,
            @Valid @Nullable FingerprintInput fingerprint,

            @Schema(description = "Of the program.", examples = "2.1.0") @ProgramVersion @Nullable String version,

            @Schema(
                    description = "Who uses the program: kept as a hash only, to count different users.",
                    examples = "ada")
            @Size(min = 1, max = Inputs.NAME) @Nullable String user,

            @Schema(
                    description = "How often which features were used since the last heartbeat.",
                    examples = "{\"export\": 3}")
            @Size(max = FEATURES_USED) @Nullable Map<
                            @Pattern(regexp = Inputs.CODE, message = Inputs.CODE_MESSAGE) String,
                            @NotNull @Min(1) @Max(MOST_USES) Integer>
                    featuresUsed,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {

        MachineReference reference() {
            return Requests.reference(activationId, fingerprint);
        }

        Use use() {
            return new Use(user, Objects.requireNonNullElse(featuresUsed, Map.of()));
        }
    }

    @Schema(description = "A machine that will be offline asks for a license file.")
    public record CheckOut(
            @Schema(description = "Whether it can be read only with the license key.", defaultValue = "true") @Nullable Boolean encrypt,

            @Schema(
                    type = SchemaType.STRING,
                    description = "PT1H to P3660D; absent, or too long: for as long as the license may be offline.",
                    examples = "P30D")
            @JsonDeserialize(using = Lifetimes.DurationReader.class)
            @Nullable Duration ttl,

            @Schema(description = "Makes a machine file, which is bound to this machine.") @Valid @Nullable FingerprintInput fingerprint,

            @Schema(
                    description = "ed25519, rsa-pss-sha256 or rsa-sha256.",
                    defaultValue = "ed25519",
                    examples = "ed25519")
            @Size(max = 40) @Nullable String algorithm,

            @Schema(description = USER, examples = USER_EXAMPLE) @Size(max = EmailAddress.MAX) @Nullable String user,

            @Schema(description = NONCE, examples = "6b1f0c") @Size(max = NONCE_MAX) @Nullable String nonce) {}

    static @Nullable Version programVersion(@Nullable String text) {
        return text == null ? null : Version.parse(text).orElse(null);
    }

    private static MachineReference reference(@Nullable UUID activationId, @Nullable FingerprintInput fingerprint) {
        if ((activationId == null) == (fingerprint == null)) {
            throw ProblemException.invalid(
                    FieldError.inBody("/activationId", "either activationId or fingerprint must be given"));
        }
        return new MachineReference(activationId, FingerprintInput.of(fingerprint));
    }
}
