package dev.marque.bench.connections;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param saturated requests a second that were answered at most
 * @param rate requests a second in the open loop, of which the other figures tell
 * @param millis latencies: p50, p99, p99.9 and the longest
 * @param errors answers that were not right, and requests that were not answered
 */
record Report(int connections, double saturated, double rate, List<Double> millis, long requests, long errors) {

    /** What the generator says once all connections are open. */
    static final String OPEN = "open";

    private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9, 100.0);

    static Report of(int connections, double saturated, double rate, Histogram nanos, long errors) {
        List<Double> millis = PERCENTILES.stream()
                .map(percentile -> nanos.getValueAtPercentile(percentile) / 1e6)
                .toList();
        return new Report(connections, saturated, rate, millis, nanos.getTotalCount(), errors);
    }

    /** What {@link #toString} wrote. */
    static Report parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Report(
                Integer.parseInt(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Stream.of(parts).skip(5).map(Double::parseDouble).toList(),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]));
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%d %.1f %.1f %d %d", connections, saturated, rate, requests, errors));
        millis.forEach(one -> line.append(String.format(Locale.ROOT, " %.3f", one)));
        return line.toString();
    }
}
