package dev.marque.platform.database;

/** Hears what a start is doing, so that whoever waits can be told. */
@FunctionalInterface
public interface Progress {

    Progress SILENT = step -> {};

    /** A step begins, for example "Starting PostgreSQL 18". */
    void step(String description);
}
