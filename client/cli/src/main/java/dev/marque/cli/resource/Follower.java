package dev.marque.cli.resource;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.output.Format;
import dev.marque.cli.output.Output;
import dev.marque.cli.output.Rows;
import dev.marque.cli.profile.Session;
import dev.marque.cli.run.ExitCode;
import dev.marque.keys.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code marque events list --follow}: asks every two seconds and prints what was not there before, in the order in which
 * it happened; JSON a line each. An event may become visible a little later than younger ones: what counts is whether it
 * was seen.
 */
record Follower(Invocation invocation, Session session, List<String> columns) {

    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final int REMEMBERED = 1000;

    ExitCode run(ApiRequest request) throws IOException, InterruptedException {
        int wanted =
                invocation.number(Common.COUNT.name(), 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
        Set<String> seen = new LinkedHashSet<>();
        unseen(request, seen);
        Output output = Output.of(invocation);
        output.remark("Waiting for events; Ctrl-C ends it.");
        try (Rows rows = lines(output)) {
            for (int shown = 0; shown < wanted; ) {
                invocation.host().pause().await(BETWEEN);
                for (Map<String, @Nullable Object> event : unseen(request, seen).reversed()) {
                    if (shown++ < wanted) {
                        rows.add(event);
                    }
                }
                invocation.host().out().flush();
            }
        }
        return ExitCode.OK;
    }

    private List<Map<String, @Nullable Object>> unseen(ApiRequest request, Set<String> seen)
            throws IOException, InterruptedException {
        String limit = (request.target().contains("?") ? "&" : "?") + "limit=100";
        ApiRequest page = new ApiRequest(request.method(), request.target() + limit, request.headers(), request.body());
        List<Map<String, @Nullable Object>> fresh = new ArrayList<>();
        for (Map<String, @Nullable Object> event : session.call(page).items()) {
            if (seen.add(String.valueOf(event.get("id")))) {
                fresh.add(event);
            }
        }
        for (var oldest = seen.iterator(); seen.size() > REMEMBERED && oldest.hasNext(); ) {
            oldest.next();
            oldest.remove();
        }
        return fresh;
    }

    /** Printed one by one: what waits for the end, or for an array to be closed, has another form here. */
    private Rows lines(Output output) {
        boolean table = output.format() == Format.TABLE && !output.quiet();
        if (!table && output.format() != Format.JSON) {
            return output.rows(columns);
        }
        List<String> shown = output.columns().isEmpty() ? columns : output.columns();
        return new Rows() {
            @Override
            public void add(Map<String, @Nullable Object> event) {
                output.text(
                        table
                                ? String.join(
                                        "  ",
                                        shown.stream()
                                                .map(name -> output.cell(event, name))
                                                .toList())
                                : Json.write(event));
            }

            @Override
            public void close() {
                // Every line is complete.
            }
        };
    }
}
