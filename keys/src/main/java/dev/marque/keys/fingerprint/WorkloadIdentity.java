package dev.marque.keys.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells a program in a container from its like, where hardware says nothing: whoever is started again in the same
 * place has the same identity, and so finds its seat again.
 *
 * <p>The fingerprint's value is the kind's prefix and the SHA-256, in lower-case hex, over these lines, joined by line
 * feeds: {@code marque-identity-1}, the kind, then
 *
 * <ul>
 *   <li>KUBERNETES: cluster, namespace, workload, and the first of these that is given, after its name: {@code ordinal},
 *       {@code volume}, {@code pod};
 *   <li>CONTAINER: {@code volume} and the volume, or else {@code host}, the host and the container's name.
 * </ul>
 *
 * It has no components: replicas of one workload are alike in all but one of them, and are not the same machine.
 *
 * @param cluster such as the uid of the namespace {@code kube-system}
 * @param workload kind and name of what owns the pod, such as {@code StatefulSet/reports}
 * @param ordinal of a pod of a stateful set, 0 or more
 * @param volume uid of a volume that outlives the container, and that only one mounts at a time
 * @param pod uid of the pod: a pod that is started anew is another machine
 * @param host what tells the host from others, such as the id of a cloud instance
 * @param container its name on the host
 */
public record WorkloadIdentity(
        Kind kind,
        @Nullable String cluster,
        @Nullable String namespace,
        @Nullable String workload,
        @Nullable Integer ordinal,
        @Nullable String volume,
        @Nullable String pod,
        @Nullable String host,
        @Nullable String container) {

    /** Where it runs. */
    public enum Kind {
        KUBERNETES("k8s:"),
        CONTAINER("container:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    private static final String VERSION = "marque-identity-1";
    private static final int MOST = 255;

    /** @throws IllegalArgumentException if it does not tell one from its like; the message says what is lacking */
    public WorkloadIdentity {
        for (String text : Arrays.asList(cluster, namespace, workload, volume, pod, host, container)) {
            if (text != null
                    && (text.isEmpty() || text.length() > MOST || !text.chars().allMatch(c -> c >= ' ' && c <= '~'))) {
                throw new IllegalArgumentException("a part of an identity has 1 to 255 printable ASCII characters");
            }
        }
        if (kind == Kind.KUBERNETES
                && (cluster == null
                        || namespace == null
                        || workload == null
                        || (ordinal == null && volume == null && pod == null))) {
            throw new IllegalArgumentException("needs cluster, namespace, workload, and an ordinal, a volume or a pod");
        }
        if (kind == Kind.CONTAINER && volume == null && (host == null || container == null)) {
            throw new IllegalArgumentException("needs a volume, or a host and a container");
        }
        if (ordinal != null && ordinal < 0) {
            throw new IllegalArgumentException("an ordinal is 0 or more");
        }
    }

    /** As the machine that it is. */
    public Fingerprint fingerprint() {
        List<@Nullable String> lines = new ArrayList<>(List.of(VERSION, kind.name()));
        if (kind == Kind.KUBERNETES) {
            lines.addAll(Arrays.asList(cluster, namespace, workload));
        }
        if (kind == Kind.KUBERNETES && ordinal != null) {
            lines.addAll(List.of("ordinal", ordinal.toString()));
        } else if (volume != null) {
            lines.addAll(List.of("volume", volume));
        } else if (kind == Kind.KUBERNETES) {
            lines.addAll(Arrays.asList("pod", pod));
        } else {
            lines.addAll(Arrays.asList("host", host, container));
        }
        return Fingerprint.of(kind.prefix + sha256(String.join("\n", lines)));
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
