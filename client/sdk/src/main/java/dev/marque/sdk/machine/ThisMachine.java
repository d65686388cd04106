package dev.marque.sdk.machine;

import dev.marque.keys.fingerprint.ComponentHash;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.fingerprint.WorkloadIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes a fingerprint of what is known. Everything is hashed: the vendor can compare, not read. */
public final class ThisMachine {

    /** Of what there is, the one that changes least is the machine's value; all of them are its components. */
    private static final List<String> STEADIEST_FIRST = List.of(
            HardwareFacts.SYSTEM_UUID,
            HardwareFacts.CLOUD_INSTANCE,
            HardwareFacts.MACHINE_ID,
            HardwareFacts.BOARD,
            HardwareFacts.DISK,
            HardwareFacts.MAC,
            HardwareFacts.HOST);

    private ThisMachine() {}

    /** This process' machine, or the container that it runs in. */
    public static Fingerprint fingerprint(String salt) {
        return new Workloads()
                .identity(null)
                .map(WorkloadIdentity::fingerprint)
                .orElseGet(() -> fingerprint(new LocalHardware().read(), salt));
    }

    /**
     * The machine of these facts.
     *
     * @param salt another one for each vendor, so that nobody can follow a machine from one vendor to the next
     * @throws IllegalStateException if nothing is known of the machine
     */
    public static Fingerprint fingerprint(Map<String, String> facts, String salt) {
        Map<String, String> components = new TreeMap<>();
        facts.forEach((name, raw) -> components.put(name, ComponentHash.sha256(salt, raw)));
        String value = Stream.concat(STEADIEST_FIRST.stream(), components.keySet().stream())
                .flatMap(name -> Optional.ofNullable(components.get(name)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Nothing tells this machine from others: give the builder a fingerprint"));
        return Fingerprint.of(value, components);
    }
}
