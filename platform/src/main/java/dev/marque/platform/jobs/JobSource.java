package dev.marque.platform.jobs;

import java.util.List;

/** Declares the jobs of one capability. Every bean that implements it is asked once, when the process starts. */
public interface JobSource {

    /** What is to be done again and again. */
    default List<RecurringJob> recurringJobs() {
        return List.of();
    }

    /** What can be scheduled once. */
    default List<OneOffJob> oneOffJobs() {
        return List.of();
    }
}
