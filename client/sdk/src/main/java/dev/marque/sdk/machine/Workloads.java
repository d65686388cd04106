package dev.marque.sdk.machine;

import dev.marque.keys.fingerprint.WorkloadIdentity;
import dev.marque.keys.fingerprint.WorkloadIdentity.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a program in a container is, where hardware says nothing. Kubernetes tells a pod its name, its namespace and the
 * certificate of its cluster; the rest may be given in the environment:
 *
 * <ul>
 *   <li>{@code MARQUE_CLUSTER}, such as the uid of the namespace {@code kube-system}; otherwise the certificate counts;
 *   <li>{@code MARQUE_WORKLOAD}, such as {@code StatefulSet/reports}; otherwise the pod's name says it;
 *   <li>{@code MARQUE_VOLUME}, the uid of a volume that outlives the container;
 *   <li>{@code POD_NAMESPACE}, {@code POD_UID}: from the downward API;
 *   <li>{@code MARQUE_HOST}, {@code MARQUE_CONTAINER} outside of Kubernetes.
 * </ul>
 */
public final class Workloads {

    private static final String ACCOUNT = "var/run/secrets/kubernetes.io/serviceaccount/";
    private static final Pattern STATEFUL = Pattern.compile("(.+)-(\\d{1,6})");
    private static final Pattern DEPLOYED = Pattern.compile("(.+)-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[a-z0-9]{5}");

    private final SystemFiles files;
    private final Map<String, String> environment;

    /** Of this process. */
    public Workloads() {
        this(Path.of("/"), System.getenv());
    }

    Workloads(Path root, Map<String, String> environment) {
        this.files = new SystemFiles(root);
        this.environment = environment;
    }

    /** Whether this process runs in a container, Kubernetes' or another. */
    public boolean inContainer() {
        Surroundings.Kind kind = Surroundings.at(files.root(), environment).kind();
        return kind == Surroundings.Kind.CONTAINER || kind == Surroundings.Kind.KUBERNETES;
    }

    /**
     * The identity; nothing if this is no container, or too little is known to tell it from its like.
     *
     * @param volume the identity of a volume that the program has found, used where nothing better is known; or null
     */
    public Optional<WorkloadIdentity> identity(@Nullable String volume) {
        Surroundings.Kind kind = Surroundings.at(files.root(), environment).kind();
        try {
            return switch (kind) {
                case KUBERNETES -> Optional.of(kubernetes(volume));
                case CONTAINER -> Optional.of(container(volume));
                case HARDWARE, VIRTUAL_MACHINE -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private WorkloadIdentity kubernetes(@Nullable String volume) {
        String pod = environment.getOrDefault("POD_NAME", environment.getOrDefault("HOSTNAME", ""));
        Matcher stateful = STATEFUL.matcher(pod);
        boolean replica = stateful.matches();
        return new WorkloadIdentity(
                Kind.KUBERNETES,
                given("MARQUE_CLUSTER")
                        .or(() -> files.text(ACCOUNT + "ca.crt").map(Workloads::sha256))
                        .orElse(null),
                given("POD_NAMESPACE")
                        .or(() -> files.text(ACCOUNT + "namespace"))
                        .orElse(null),
                given("MARQUE_WORKLOAD").orElse(replica ? "StatefulSet/" + stateful.group(1) : workload(pod)),
                replica ? Integer.valueOf(stateful.group(2)) : null,
                given("MARQUE_VOLUME").orElse(volume),
                given("POD_UID").orElse(pod.isEmpty() ? null : pod),
                null,
                null);
    }

    private static @Nullable String workload(String pod) {
        Matcher deployed = DEPLOYED.matcher(pod);
        if (deployed.matches()) {
            return "Deployment/" + deployed.group(1);
        }
        return pod.isEmpty() ? null : "Pod/" + pod;
    }

    private WorkloadIdentity container(@Nullable String volume) {
        return new WorkloadIdentity(
                Kind.CONTAINER,
                null,
                null,
                null,
                null,
                given("MARQUE_VOLUME").orElse(volume),
                null,
                given("MARQUE_HOST")
                        .or(() -> new CloudInstance(files).id())
                        .or(() -> files.text("sys/class/dmi/id/product_uuid"))
                        .orElse(null),
                given("MARQUE_CONTAINER").orElse(environment.get("HOSTNAME")));
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
