package dev.marque.cli.doctor;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.license.Machine;
import dev.marque.cli.run.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that need no server. */
record LocalChecks(Invocation invocation) {

    private static final long MIB = 1L << 20;
    private static final long LITTLE = 1024 * MIB;
    private static final long TOO_LITTLE = 100 * MIB;
    private static final int ENOUGH_COMPONENTS = 3;
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    List<Finding> all() throws IOException {
        List<Finding> findings = new ArrayList<>();
        findings.add(secrets());
        findings.add(fingerprint());
        findings.add(disk("disk", invocation.host().settings()));
        Optional<String> data = invocation.host().variable("MARQUE_DATA");
        if (data.isPresent()) {
            findings.add(disk("data disk", invocation.host().path(data.get())));
        }
        return findings;
    }

    private Finding secrets() throws IOException {
        Host host = invocation.host();
        Path file = host.settings().resolve("secrets.json");
        if (!Files.exists(file)) {
            return Finding.ok("secrets", "none in " + host.settings());
        }
        boolean open = Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
        return open
                ? Finding.fault("secrets", "others can read " + file, "chmod 600 " + file + ", and sign in anew")
                : Finding.ok("secrets", file + ", for you only");
    }

    private Finding fingerprint() throws IOException {
        Set<String> components =
                Machine.of(invocation).fingerprint().components().keySet();
        String found = components.size() + " parts: " + String.join(", ", components);
        return components.size() >= ENOUGH_COMPONENTS
                ? Finding.ok("fingerprint", found)
                : Finding.warning(
                        "fingerprint",
                        found,
                        "this machine has little that stays; in a container, activate by the workload's identity"
                                + " (docs/machines.md)");
    }

    private Finding disk(String check, Path wanted) throws IOException {
        Path folder = wanted;
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return disk(check, folder, Files.getFileStore(folder).getUsableSpace());
    }

    /** @param free in bytes */
    static Finding disk(String check, Path folder, long free) {
        String found = free / MIB + " MiB free for " + folder;
        if (free < TOO_LITTLE) {
            return Finding.fault(check, found, "make room: a database that cannot write stops");
        }
        return free < LITTLE ? Finding.warning(check, found, "make room soon") : Finding.ok(check, found);
    }
}
