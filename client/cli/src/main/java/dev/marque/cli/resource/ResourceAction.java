package dev.marque.cli.resource;

import dev.marque.cli.command.Action;
import dev.marque.cli.command.Invocation;
import dev.marque.cli.contract.Answer;
import dev.marque.cli.contract.Operation;
import dev.marque.cli.http.ApiAnswer;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.license.Genuineness;
import dev.marque.cli.license.LicenseKeyOption;
import dev.marque.cli.output.Format;
import dev.marque.cli.output.Output;
import dev.marque.cli.output.Rows;
import dev.marque.cli.profile.Session;
import dev.marque.cli.run.ExitCode;
import dev.marque.keys.json.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls an operation and prints what it answers. */
record ResourceAction(Entry entry, Operation operation, Names names) implements Action {

    /** Members that say whether what was asked for is so. */
    private static final Set<String> YES_OR_NO =
            Set.of("valid", "activated", "deactivated", "accepted", "refreshed", "done", "granted", "intact");

    static boolean isPaged(Operation operation) {
        return operation.answer() == Answer.PAGE && operation.method().equals("GET");
    }

    static boolean isDangerous(Entry entry, Operation operation) {
        return entry.dangerous() || operation.method().equals("DELETE");
    }

    @Override
    public ExitCode run(Invocation invocation) throws IOException, InterruptedException {
        Output output = Output.of(invocation);
        try (Session session = Session.of(invocation)) {
            ApiRequest request = new Requests(names, operation).request(invocation, session);
            if (isDangerous(entry, operation) && !isConfirmed(invocation)) {
                output.remark("Nothing was done.");
                return ExitCode.OK;
            }
            if (operation.answer().isStream()) {
                return new Downloads(invocation).save(session, request);
            }
            if (invocation.on(Common.FOLLOW.name())) {
                return new Follower(invocation, session, entry.columns()).run(request);
            }
            if (isPaged(operation)) {
                return new Pages(invocation, output).print(session, request, entry.columns());
            }
            return answered(invocation, output, call(invocation, session, request));
        }
    }

    private boolean isConfirmed(Invocation invocation) {
        if (invocation.on(Common.YES.name()) || !invocation.host().terminal().interactive()) {
            return true;
        }
        String question = operation.summary() + "? This cannot be taken back. [y/N] ";
        return invocation
                .host()
                .terminal()
                .line(question)
                .filter(answer -> Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private ApiAnswer call(Invocation invocation, Session session, ApiRequest request)
            throws IOException, InterruptedException {
        return switch (operation.caller()) {
            case STAFF -> session.call(request);
            case ANYBODY -> session.client().send(request);
            case INSTALLATION -> {
                ApiAnswer answer = session.callAs(LicenseKeyOption.require(invocation), request);
                new Genuineness(session, invocation).require(request, answer);
                yield answer;
            }
        };
    }

    private ExitCode answered(Invocation invocation, Output output, ApiAnswer answer) throws IOException {
        switch (operation.answer()) {
            case NOTHING -> output.remark("Done.");
            case PAGE, ITEMS -> {
                try (Rows rows = output.rows(entry.columns())) {
                    rows.addAll(answer.items());
                }
            }
            case RECORD -> record(invocation, output, answer.fields());
            case CSV, NDJSON, ZIP -> throw new IllegalStateException("a stream is not read here");
        }
        return verdict(answer);
    }

    private void record(Invocation invocation, Output output, Map<String, @Nullable Object> fields) throws IOException {
        Optional<String> text = entry.text().map(fields::get).map(String::valueOf);
        Optional<String> file = invocation.text(Common.OUT.name());
        if (file.isPresent()) {
            String content = text.orElseGet(() -> Json.write(fields) + "\n");
            new Downloads(invocation).write(file.get(), content);
        } else if (text.isPresent() && output.format() == Format.TABLE) {
            output.text(text.get());
        } else {
            output.record(fields, entry.columns());
        }
    }

    private ExitCode verdict(ApiAnswer answer) {
        boolean asksWhy = operation.id().equals("explainLicense");
        boolean refused = !asksWhy
                && operation.answer() == Answer.RECORD
                && YES_OR_NO.stream()
                        .anyMatch(name -> Boolean.FALSE.equals(answer.fields().get(name)));
        boolean missing =
                entry.text().isPresent() && answer.fields().get(entry.text().get()) == null;
        return refused || missing ? ExitCode.REFUSED : ExitCode.OK;
    }
}
