package dev.marque.sdk;

import dev.marque.kernel.id.Ids;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.fingerprint.WorkloadIdentity;
import dev.marque.sdk.machine.HardwareFacts;
import dev.marque.sdk.machine.ThisMachine;
import dev.marque.sdk.machine.Volume;
import dev.marque.sdk.machine.Workloads;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a program is bound to, where it does not say so itself. */
final class MachineChoice {

    private MachineChoice() {}

    /** In a container its identity, as far as that tells it from its like; otherwise the hardware. */
    static Fingerprint of(HardwareFacts hardware, Path folder, String salt, Ids ids) {
        Workloads workloads = new Workloads();
        return workloads
                .identity(volume(workloads, folder, ids))
                .map(WorkloadIdentity::fingerprint)
                .orElseGet(() -> ThisMachine.fingerprint(hardware.read(), salt));
    }

    /** Only in a container a volume says who a program is. */
    private static @Nullable String volume(Workloads workloads, Path folder, Ids ids) {
        return workloads.inContainer()
                ? Volume.of(folder, () -> ids.next().toString()).orElse(null)
                : null;
    }
}
