package dev.marque.licensing.policy;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What counts as one holder of a seat. The same holder asking twice has one lease. */
@Schema(description = "What counts as one holder of a seat. The same holder asking twice has one lease.")
public enum Leasing {
    /** All that runs on one machine shares a seat. */
    PER_MACHINE,
    /** Each process has a seat. */
    PER_PROCESS,
    /** A person has one seat, on whatever machines. */
    PER_USER
}
