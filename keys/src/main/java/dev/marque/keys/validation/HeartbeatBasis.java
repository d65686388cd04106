package dev.marque.keys.validation;

/** What a machine's signs of life are counted from. */
public enum HeartbeatBasis {
    /** Its activation counts as the first one: a machine that never gives another dies. */
    FROM_CREATION,
    /** Its first heartbeat: a machine that never gives one does not die. */
    FROM_FIRST_PING
}
