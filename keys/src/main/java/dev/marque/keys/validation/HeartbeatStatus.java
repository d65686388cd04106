package dev.marque.keys.validation;

/** Whether a machine lives, as far as its heartbeats tell. It follows from time and is never stored. */
public enum HeartbeatStatus {
    /** No sign of life is due yet, because there was none to count from. */
    NOT_STARTED,
    ALIVE,
    /** Too long without a sign of life. */
    DEAD,
    /** Its last sign of life came after its death. The next one makes it plainly alive. */
    RESURRECTED
}
