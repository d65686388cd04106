package dev.marque.platform.jobs;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Measures runs of jobs. Their names are written in the program, so there are few. */
final class JobRuns {

    private static final String OK = "ok";
    private static final String FAILED = "failed";

    private JobRuns() {}

    static void timed(String job, Runnable work) {
        long start = System.nanoTime();
        String result = FAILED;
        try {
            work.run();
            result = OK;
        } finally {
            timer(job, result).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    /** Shows a job from now on, also if it has not run yet. */
    static void show(String job) {
        timer(job, OK);
        timer(job, FAILED);
    }

    private static Timer timer(String job, String result) {
        return Timer.builder("marque.job.runs")
                .tag("job", job)
                .tag("result", result)
                .description("Runs of a job")
                .register(Metrics.globalRegistry);
    }
}
