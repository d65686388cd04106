package dev.marque.sdk.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.fingerprint.WorkloadIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines as their files describe them, in a folder that stands for the root. */
class MachineTest {

    @TempDir
    Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Map<String, String> facts() {
        return new LocalHardware(root, () -> Optional.of("001122334455"), () -> Optional.of("build-7")).read();
    }

    @Test
    void aMachineIsToldByItsParts() throws IOException {
        write("etc/machine-id", "4c4c4544003147108052b7c04f4d3033\n");
        write("sys/class/dmi/id/product_uuid", "4C4C4544-0031-4710-8052-B7C04F4D3033\n");
        write("sys/class/dmi/id/board_serial", "/7F1K2/CN12\n");
        write("sys/block/nvme0n1/device/serial", "S64ANS0T\n");
        write("sys/block/loop0/serial", "no disk at all");
        write("proc/cpuinfo", "processor: 0\nvendor_id: GenuineIntel\nmodel name: i7\nstepping: 3\n\nprocessor: 1\n");
        assertThat(facts().keySet())
                .containsExactlyInAnyOrder("mac", "host", "machine-id", "system-uuid", "board", "disk", "cpu");
        assertThat(facts()).containsEntry("disk", "S64ANS0T");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "None", "To Be Filled By O.E.M.", "Default string", "00000000-0000", "0123456789"})
    void whatMakersLeaveInTellsNobodyApart(String left) throws IOException {
        write("sys/class/dmi/id/board_serial", left);
        assertThat(facts()).doesNotContainKey("board");
    }

    @Test
    void theVendorLearnsHashesOnlyAndOtherVendorsOthers() {
        Fingerprint ours = ThisMachine.fingerprint(facts(), "one vendor");
        Fingerprint theirs = ThisMachine.fingerprint(facts(), "another vendor");
        assertThat(ours.components().values()).noneMatch(value -> value.contains("001122334455"));
        assertThat(ours.components().get("mac"))
                .isNotEqualTo(theirs.components().get("mac"));
        assertThat(ThisMachine.fingerprint(facts(), "one vendor")).isEqualTo(ours);
    }

    @Test
    void theSteadiestPartIsTheValue() throws IOException {
        Fingerprint before = ThisMachine.fingerprint(facts(), "salt");
        assertThat(before.value()).isEqualTo(before.components().get("mac"));
        write("sys/class/dmi/id/product_uuid", "4C4C4544-0031-4710-8052-B7C04F4D3033\n");
        Fingerprint after = ThisMachine.fingerprint(facts(), "salt");
        assertThat(after.value()).isEqualTo(after.components().get("system-uuid"));
    }

    @Test
    void cardsThatSoftwareMadeDoNotCount() {
        Map<String, byte[]> cards = new HashMap<>();
        cards.put("docker0", new byte[] {0, 1, 2, 3, 4, 5});
        cards.put("eth1", new byte[] {0, 1, 2, 3, 4, 9});
        cards.put("eth0", new byte[] {2, 1, 2, 3, 4, 8});
        assertThat(NetworkCards.choose(cards)).contains("000102030409");
    }

    @Test
    void cloudsNameTheirInstances() throws IOException {
        write("var/lib/cloud/data/instance-id", "nocloud\n");
        assertThat(facts()).doesNotContainKey("cloud-instance");
        write("var/lib/cloud/data/instance-id", "ocid1.instance.oc1.abc\n");
        assertThat(facts()).containsEntry("cloud-instance", "ocid1.instance.oc1.abc");
        write("sys/class/dmi/id/board_asset_tag", "i-0abcdef1234567890\n");
        assertThat(facts()).containsEntry("cloud-instance", "i-0abcdef1234567890");
    }

    @Test
    void virtualMachinesAreKnown() throws IOException {
        assertThat(Surroundings.at(root, Map.of()).kind()).isEqualTo(Surroundings.Kind.HARDWARE);
        write("proc/cpuinfo", "flags : fpu hypervisor sse\n");
        assertThat(Surroundings.at(root, Map.of()).kind()).isEqualTo(Surroundings.Kind.VIRTUAL_MACHINE);
        write("sys/class/dmi/id/sys_vendor", "VMware, Inc.\n");
        assertThat(Surroundings.at(root, Map.of()))
                .isEqualTo(new Surroundings(Surroundings.Kind.VIRTUAL_MACHINE, "vmware"));
    }

    private String pod(String name, Map<String, String> more) throws IOException {
        write("var/run/secrets/kubernetes.io/serviceaccount/namespace", "shop");
        write("var/run/secrets/kubernetes.io/serviceaccount/ca.crt", "-----BEGIN CERTIFICATE-----\nabc");
        Map<String, String> environment = new HashMap<>(more);
        environment.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
        environment.put("HOSTNAME", name);
        return new Workloads(root, environment)
                .identity(null)
                .map(WorkloadIdentity::fingerprint)
                .orElseThrow()
                .value();
    }

    @Test
    void aReplicaThatIsRescheduledIsTheSameMachine() throws IOException {
        assertThat(pod("reports-0", Map.of("POD_UID", "a")))
                .startsWith("k8s:")
                .isEqualTo(pod("reports-0", Map.of("POD_UID", "b")))
                .isNotEqualTo(pod("reports-1", Map.of()));
    }

    @Test
    void aPodOfADeploymentIsItsVolumeOrItself() throws IOException {
        String one = pod("web-7d4b9c6f5d-x2x4p", Map.of("MARQUE_VOLUME", "v1"));
        assertThat(one).isEqualTo(pod("web-7d4b9c6f5d-9kz7q", Map.of("MARQUE_VOLUME", "v1")));
        assertThat(pod("web-7d4b9c6f5d-x2x4p", Map.of())).isNotEqualTo(pod("web-7d4b9c6f5d-9kz7q", Map.of()));
    }

    @Test
    void aContainerIsItsVolumeOrItsNameOnItsHost() throws IOException {
        write(".dockerenv", "");
        Workloads unnamed = new Workloads(root, Map.of("HOSTNAME", "web"));
        assertThat(unnamed.identity(null)).as("a name alone is anybody's").isEmpty();
        assertThat(unnamed.identity("volume-1")).isPresent();
        assertThat(new Workloads(root, Map.of("HOSTNAME", "web", "MARQUE_HOST", "host-1")).identity(null))
                .isPresent();
    }

    @Test
    void aVolumeKeepsTheNameThatItGotFirst() throws IOException {
        assertThat(Volume.name(root, () -> "first")).isEqualTo("first");
        assertThat(Volume.name(root, () -> "second")).isEqualTo("first");
    }

    @Test
    void oshiAddsToWhatFilesSayAndChangesNoneOfIt() {
        Map<String, String> files = new LocalHardware().read();
        Map<String, String> both = new OshiHardware().read();
        assertThat(both).containsAllEntriesOf(files).containsKey("cpu");
        assertThat(new OshiHardware().read()).isEqualTo(both);
        assertThat(both.values()).noneMatch(String::isBlank);
    }

    @Test
    void thisMachineIsTheSameEachTime() {
        assertThat(ThisMachine.fingerprint("salt")).isEqualTo(ThisMachine.fingerprint("salt"));
    }
}
