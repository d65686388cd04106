package dev.marque.keygen.machine;

import java.util.UUID;

/** Something that belongs to a machine, and goes with it. */
public sealed interface Part permits Component, Process {

    UUID id();

    UUID machineId();

    UUID licenseId();
}
