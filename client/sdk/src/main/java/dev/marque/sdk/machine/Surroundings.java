package dev.marque.sdk.machine;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a program runs.
 *
 * @param kind the innermost of them: a container in a virtual machine is a container
 * @param name which one, such as {@code kvm} or {@code docker}; empty for hardware
 */
public record Surroundings(Kind kind, String name) {

    /** Kinds of places. */
    public enum Kind {
        HARDWARE,
        VIRTUAL_MACHINE,
        CONTAINER,
        KUBERNETES
    }

    /** Of this process. */
    public static Surroundings here() {
        return at(Path.of("/"), System.getenv());
    }

    static Surroundings at(Path root, Map<String, String> environment) {
        SystemFiles files = new SystemFiles(root);
        if (environment.containsKey("KUBERNETES_SERVICE_HOST")) {
            return new Surroundings(Kind.KUBERNETES, "kubernetes");
        }
        Optional<String> container = container(files, environment);
        if (container.isPresent()) {
            return new Surroundings(Kind.CONTAINER, container.get());
        }
        return machine(files)
                .map(name -> new Surroundings(Kind.VIRTUAL_MACHINE, name))
                .orElse(new Surroundings(Kind.HARDWARE, ""));
    }

    private static Optional<String> container(SystemFiles files, Map<String, String> environment) {
        if (files.exists(".dockerenv")) {
            return Optional.of("docker");
        }
        if (files.exists("run/.containerenv")) {
            return Optional.of("podman");
        }
        String said = environment.getOrDefault("container", "");
        if (!said.isEmpty()) {
            return Optional.of(said);
        }
        return files.text("proc/1/cgroup")
                .filter(text -> text.matches("(?s).*(docker|containerd|lxc|kubepods|libpod).*"))
                .map(text -> "cgroup");
    }

    private static Optional<String> machine(SystemFiles files) {
        String maker = (files.text("sys/class/dmi/id/sys_vendor").orElse("") + " "
                        + files.text("sys/class/dmi/id/product_name").orElse(""))
                .toLowerCase(Locale.ROOT);
        for (String name : new String[] {
            "qemu", "kvm", "vmware", "virtualbox", "xen", "amazon ec2", "google compute engine", "hyper-v", "parallels"
        }) {
            if (maker.contains(name)) {
                return Optional.of(name);
            }
        }
        if (maker.contains("microsoft corporation") && maker.contains("virtual machine")) {
            return Optional.of("hyper-v");
        }
        return files.text("proc/cpuinfo")
                .filter(text -> text.matches("(?s).*\\bhypervisor\\b.*"))
                .map(text -> "hypervisor");
    }
}
