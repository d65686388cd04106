package dev.marque.cli.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    @TempDir
    Path root;

    @Test
    void theSameMachineLooksTheSameAndOnlyToThisVendor() throws Exception {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/machine-id"), "0123456789abcdef\n");
        Machine machine = Machine.of(root, "host-1", "vendor");
        assertThat(Machine.of(root, "host-1", "vendor")).isEqualTo(machine);
        assertThat(Machine.of(root, "host-1", "other")
                        .fingerprint()
                        .components()
                        .values())
                .doesNotContainAnyElementsOf(machine.fingerprint().components().values());
        assertThat(machine.fingerprint().components()).containsKeys("machine-id", "hostname");
        assertThat(machine.fingerprint().value())
                .isEqualTo(machine.fingerprint().components().get("machine-id"));
        assertThat(machine.toString()).doesNotContain("0123456789abcdef", "host-1");
    }

    @Test
    void aRenamedMachineKeepsItsValue() throws Exception {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/machine-id"), "0123456789abcdef\n");
        assertThat(Machine.of(root, "renamed", "v").fingerprint().value())
                .isEqualTo(Machine.of(root, "host-1", "v").fingerprint().value());
        Files.delete(root.resolve("etc/machine-id"));
        assertThat(Machine.of(root, "host-1", "v").fingerprint().value()).hasSize(64);
    }
}
