package dev.marque.bench.jmh;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs what this package measures, and writes a table. */
public final class JmhBench {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private JmhBench() {}

    /** Arguments: seconds of an iteration, iterations, processes; and perhaps what the benchmark's name contains. */
    public static void main(String[] arguments) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        TimeValue time = TimeValue.seconds(Long.parseLong(arguments[0]));
        int iterations = Integer.parseInt(arguments[1]);
        options.include(
                        arguments.length > 3
                                ? arguments[3]
                                : JmhBench.class.getPackageName().replace(".", "\\."))
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .warmupTime(time)
                .warmupIterations(iterations)
                .measurementTime(time)
                .measurementIterations(iterations)
                .forks(Integer.parseInt(arguments[2]))
                .jvmArgsAppend(
                        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xmx512m")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        table(new Runner(options.build()).run(), System.out);
    }

    static void table(Collection<RunResult> results, PrintStream out) {
        out.println("| call | ns | ± ns | bytes allocated |\n| --- | ---: | ---: | ---: |");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            Result<?> bytes = result.getSecondaryResults().get(ALLOCATION);
            out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %,.0f |%n",
                    name(result.getParams().getBenchmark()),
                    time.getScore(),
                    time.getScoreError(),
                    bytes == null ? Double.NaN : bytes.getScore());
        }
    }

    /** {@code RuleBenchmark.accepted} of the whole name. */
    private static String name(String benchmark) {
        List<String> parts = List.of(benchmark.split("\\.", -1));
        return String.join(".", parts.subList(parts.size() - 2, parts.size()));
    }
}
