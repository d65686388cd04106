package dev.marque.platform.config;

/** What a process does. */
public enum Role {
    /** Serves the management API and the console. */
    API,
    /** Serves installations: activation, validation, heartbeats. */
    LICENSING,
    /** Runs jobs and delivers events. */
    WORKER,
    /** Takes backups and checks each one by restoring it. */
    BACKUP,
    /** Gives the seats of one floating license at a customer, by a license file of the vendor's. */
    EDGE
}
