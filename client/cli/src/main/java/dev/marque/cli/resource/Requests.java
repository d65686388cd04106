package dev.marque.cli.resource;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.contract.Caller;
import dev.marque.cli.contract.Operation;
import dev.marque.cli.contract.Parameter;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.license.Machine;
import dev.marque.cli.profile.Session;
import dev.marque.cli.run.Failure;
import dev.marque.keys.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the call of what was typed. */
final class Requests {

    /** Asked for on a terminal rather than typed where others look on. */
    private static final Set<String> SECRETS =
            Set.of("password", "oldPassword", "newPassword", "ownPassword", "clientSecret");

    private final Names names;
    private final Operation operation;

    Requests(Names names, Operation operation) {
        this.names = names;
        this.operation = operation;
    }

    ApiRequest request(Invocation invocation, Session session) throws IOException, InterruptedException {
        Map<String, String> query = new LinkedHashMap<>();
        boolean paged = ResourceAction.isPaged(operation);
        for (Parameter parameter : operation.query()) {
            if (paged && Leaves.isCursor(parameter)) {
                continue;
            }
            Optional<Object> value = value(parameter, invocation, session);
            value.ifPresent(found -> query.put(parameter.name(), String.valueOf(found)));
        }
        Optional<String> body =
                operation.body().isEmpty() ? Optional.empty() : Optional.of(Json.write(body(invocation, session)));
        String target = ApiRequest.target(path(invocation, session), query);
        ApiRequest request = new ApiRequest(operation.method(), target, Map.of(), body);
        if (operation.repeatable()) {
            request = request.with(
                    "Idempotency-Key",
                    invocation
                            .text(Common.IDEMPOTENCY_KEY.name())
                            .orElseGet(() -> invocation.host().uuid().toString()));
        }
        Optional<String> version = invocation.text(Common.IF_MATCH.name());
        return version.isPresent() ? request.with("If-Match", version.get()) : request;
    }

    private String path(Invocation invocation, Session session) throws IOException, InterruptedException {
        String path = operation.path();
        List<String> variables = operation.variables();
        for (int i = 0; i < variables.size(); i++) {
            String variable = variables.get(i);
            String word = invocation.word(i);
            if (word.isBlank()) {
                throw Failure.usage("An empty text names nothing.");
            }
            Optional<Known> known = names.inPath(operation, variable);
            String id = known.isPresent() ? names.id(known.get(), word, session) : word;
            path = path.replace("{" + variable + "}", ApiRequest.encoded(id));
        }
        return path;
    }

    private Map<String, @Nullable Object> body(Invocation invocation, Session session)
            throws IOException, InterruptedException {
        Map<String, @Nullable Object> body = invocation
                .text(Common.BODY.name())
                .map(text -> Values.body(text, invocation.host()))
                .orElseGet(LinkedHashMap::new);
        for (Parameter field : operation.body()) {
            Optional<Object> value = value(field, invocation, session);
            value.ifPresent(found -> body.put(field.name(), found));
        }
        if (operation.caller() == Caller.INSTALLATION) {
            addOwn(body, invocation);
        }
        askForSecrets(body, invocation);
        List<String> missing = new ArrayList<>(operation.body().stream()
                .filter(field -> field.required() && !body.containsKey(field.name()))
                .map(Parameter::option)
                .toList());
        if (!missing.isEmpty()) {
            throw Failure.usage("Say " + String.join(" and ", missing) + ".", "Or give it within --body.");
        }
        return body;
    }

    private Optional<Object> value(Parameter parameter, Invocation invocation, Session session)
            throws IOException, InterruptedException {
        Optional<Object> value = Values.of(parameter, invocation);
        Optional<Known> known = names.inField(parameter.name());
        return value.isPresent() && known.isPresent() && value.get() instanceof String text
                ? Optional.of(names.id(known.get(), text, session))
                : value;
    }

    /** What an installation says besides: which machine this is, and what the answer has to repeat. */
    private void addOwn(Map<String, @Nullable Object> body, Invocation invocation) throws IOException {
        Set<String> fields =
                Set.copyOf(operation.body().stream().map(Parameter::name).toList());
        if (fields.contains("fingerprint") && !body.containsKey("fingerprint") && !body.containsKey("activationId")) {
            body.put("fingerprint", Machine.of(invocation).input());
        }
        if (fields.contains("nonce") && !body.containsKey("nonce")) {
            body.put("nonce", invocation.host().uuid().toString());
        }
    }

    private void askForSecrets(Map<String, @Nullable Object> body, Invocation invocation) {
        for (Parameter field : operation.body()) {
            if (field.required() && SECRETS.contains(field.name()) && !body.containsKey(field.name())) {
                String prompt = Parameter.dashed(field.name()).replace('-', ' ');
                invocation.host().terminal().secret(prompt + ": ").ifPresent(text -> body.put(field.name(), text));
            }
        }
    }
}
