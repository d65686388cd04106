package dev.marque.cli.resource;

import dev.marque.cli.contract.Contract;
import dev.marque.cli.contract.Operation;
import dev.marque.cli.http.ApiAnswer;
import dev.marque.cli.http.ApiRequest;
import dev.marque.cli.profile.Session;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the id of what people call by a name: the number of a license, the code of a product. */
final class Names {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String PAGE = "100";

    private final List<Known> known;
    private final Contract contract;

    Names(List<Known> known, Contract contract) {
        this.known = known;
        this.contract = contract;
    }

    /** What a parameter of a path names, if such records have names. */
    Optional<Known> inPath(Operation operation, String variable) {
        String before = operation.path().substring(0, operation.path().indexOf("/{" + variable + "}"));
        return known.stream()
                .filter(records ->
                        contract.operation(records.operation()).path().equals(before))
                .findFirst();
    }

    /** What a field of a body or query names. */
    Optional<Known> inField(String field) {
        return known.stream()
                .filter(records -> records.fields().contains(field))
                .findFirst();
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** @throws Failure if there is no such record, or more than one */
    String id(Known records, String text, Session session) throws IOException, InterruptedException {
        if (isId(text)) {
            return text;
        }
        Operation list = contract.operation(records.operation());
        Map<String, String> query = new LinkedHashMap<>();
        query.put("limit", PAGE);
        if (list.query().stream().anyMatch(filter -> filter.name().equals(records.name()))) {
            query.put(records.name(), text);
        }
        List<String> found = new ArrayList<>();
        Optional<String> next;
        do {
            ApiAnswer page = page(ApiRequest.get(ApiRequest.target(list.path(), query)), records, text, session);
            page.items().stream()
                    .filter(item -> text.equals(item.get(records.name())))
                    .forEach(item -> found.add(id(item)));
            next = page.next();
            next.ifPresent(after -> query.put("after", after));
        } while (next.isPresent());
        if (found.size() == 1) {
            return found.getFirst();
        }
        String what = records.collection() + " with the " + records.name() + " " + text;
        throw found.isEmpty()
                ? new Failure(ExitCode.NOT_FOUND, "There are no " + what + ".")
                : new Failure(
                        ExitCode.CONFLICT,
                        "There are " + found.size() + " " + what + ".",
                        "Say the id of one: " + String.join(", ", found));
    }

    /** What cannot be a name at all is the name of no record: the server says so in words of its own list. */
    private static ApiAnswer page(ApiRequest request, Known records, String text, Session session)
            throws IOException, InterruptedException {
        try {
            return session.call(request);
        } catch (Failure refused) {
            throw refused.code() == ExitCode.USAGE
                    ? new Failure(
                            ExitCode.NOT_FOUND,
                            "There are no " + records.collection() + " with the " + records.name() + " " + text + ".")
                    : refused;
        }
    }

    private static String id(Map<String, ?> item) {
        return String.valueOf(item.get("id"));
    }
}
