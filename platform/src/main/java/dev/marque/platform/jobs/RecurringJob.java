package dev.marque.platform.jobs;

import java.time.Duration;

/**
 * Something done again and again by one process at a time. An interrupted run starts again from the beginning.
 *
 * @param name unique; never reused for something else
 * @param every the pause between the end of one run and the start of the next; the first run is at start-up
 */
public record RecurringJob(String name, Duration every, Runnable work) {}
