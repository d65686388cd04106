package dev.marque.sdk.machine;

import java.util.Map;

/**
 * Tells what a machine is made of. {@link LocalHardware} does it with the JDK alone; a program may bring another one.
 */
@FunctionalInterface
public interface HardwareFacts {

    String MAC = "mac";
    String CPU = "cpu";
    String SYSTEM_UUID = "system-uuid";
    String BOARD = "board";
    String DISK = "disk";
    String HOST = "host";
    /** What the operating system calls its installation. */
    String MACHINE_ID = "machine-id";
    /** What the cloud calls the virtual machine. */
    String CLOUD_INSTANCE = "cloud-instance";

    /**
     * Names and raw values; what cannot be read is left out. The values never leave the process: only their hashes do.
     *
     * @return at most 32; names of {@code [a-z0-9_.-]{1,40}}
     */
    Map<String, String> read();
}
