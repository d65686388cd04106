package dev.marque.platform.jobs;

import java.util.function.Consumer;

/**
 * Something done once per instance, by one process at a time. A failed or interrupted run starts again from the
 * beginning, later each time and at least once an hour; it is never dropped.
 *
 * @param name unique; never reused for something else
 * @param work is given the data that the job was scheduled with
 */
public record OneOffJob(String name, Consumer<String> work) {}
