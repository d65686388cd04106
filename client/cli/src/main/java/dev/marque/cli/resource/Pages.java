package dev.marque.cli.resource;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.http.ApiAnswer;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.output.Output;
import dev.marque.cli.output.Progress;
import dev.marque.cli.output.Rows;
import dev.marque.cli.profile.Session;
import dev.marque.cli.run.ExitCode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists, page by page, up to what was asked for. */
record Pages(Invocation invocation, Output output) {

    private static final int DEFAULT = 50;
    private static final int PAGE = 100;
    private static final int MOST = 10_000_000;

    ExitCode print(Session session, ApiRequest request, List<String> columns) throws IOException, InterruptedException {
        int wanted = invocation.on(Common.ALL.name())
                ? MOST
                : invocation.number(Common.LIMIT.name(), 1, MOST).orElse(DEFAULT);
        Optional<String> after = invocation.text(Common.AFTER.name());
        int shown = 0;
        try (Progress progress = progress();
                Rows rows = output.rows(columns)) {
            do {
                ApiAnswer page = session.call(page(request, Math.min(PAGE, wanted - shown), after));
                List<Map<String, @Nullable Object>> items = page.items();
                rows.addAll(items);
                shown += items.size();
                progress.add(items.size());
                after = page.next();
            } while (after.isPresent() && shown < wanted);
        }
        if (shown == 0) {
            output.remark("Nothing found.");
        }
        after.ifPresent(next -> output.remark("There is more: --all, or --after " + next));
        return ExitCode.OK;
    }

    private Progress progress() {
        boolean seen = output.screen() && !output.quiet() && invocation.on(Common.ALL.name());
        return new Progress(output.err(), seen, "Reading", 0, invocation.host().clock());
    }

    private static ApiRequest page(ApiRequest request, int limit, Optional<String> after) {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("limit", Integer.toString(limit));
        after.ifPresent(cursor -> more.put("after", cursor));
        String query = ApiRequest.target("", more).substring(1);
        String target = request.target() + (request.target().contains("?") ? "&" : "?") + query;
        return new ApiRequest(request.method(), target, request.headers(), request.body());
    }
}
