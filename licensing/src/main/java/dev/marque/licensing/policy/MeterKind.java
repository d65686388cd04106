package dev.marque.licensing.policy;

/** What a meter counts, and with which calls. */
public enum MeterKind {
    /** What is held now: users, workspaces, processes. Taken and given back; it never starts anew. */
    TOTAL,
    /** What was used in a period: calls, pages, builds. Not given back; each period starts from nothing. */
    PER_PERIOD,
    /** What machines report: cores, memory, disk. The reports of all machines are added up. */
    HIGH_WATER,
    /** How many different ones there were: active users, documents, hosts. Each counts once. */
    UNIQUE
}
