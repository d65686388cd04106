package dev.marque.cli.resource;

import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Option;
import dev.marque.cli.command.Option.Shape;
import dev.marque.cli.command.Positional;
import dev.marque.cli.contract.Answer;
import dev.marque.cli.contract.Caller;
import dev.marque.cli.contract.Kind;
import dev.marque.cli.contract.Operation;
import dev.marque.cli.contract.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a command of a line of the table and the operation that it names. */
final class Leaves {

    /** What the program says by itself. */
    static final Set<String> OWN_FIELDS = Set.of("nonce");

    private final Names names;

    Leaves(Names names) {
        this.names = names;
    }

    Leaf leaf(Entry entry, Operation operation, ResourceAction action) {
        List<String> details = operation.description().isEmpty() ? List.of() : List.of(operation.description());
        return new Leaf(
                entry.name(),
                ended(operation.summary()),
                details,
                operation.variables().stream()
                        .map(name -> positional(operation, name))
                        .toList(),
                options(entry, operation),
                action);
    }

    private Positional positional(Operation operation, String variable) {
        String description = names.inPath(operation, variable)
                .map(known -> "Its id or " + known.name() + ".")
                .orElse(variable.equals("id") || variable.endsWith("Id") ? "Its id." : "Its " + variable + ".");
        return Positional.of(label(operation, variable), description);
    }

    /** {@code LICENSE} for the id in {@code /licenses/{id}}. */
    private static String label(Operation operation, String variable) {
        String word = variable.equals("id")
                ? operation.collectionOf(variable).replaceAll("ies$", "y").replaceAll("(?<!s)s$", "")
                : Parameter.dashed(variable.replaceAll("Id$", ""));
        return word.toUpperCase(Locale.ROOT);
    }

    private List<Option> options(Entry entry, Operation operation) {
        boolean paged = ResourceAction.isPaged(operation);
        List<Parameter> fields = Stream.concat(
                        operation.query().stream().filter(query -> !paged || !isCursor(query)),
                        operation.body().stream())
                .filter(field -> !OWN_FIELDS.contains(field.name()))
                .toList();
        Set<String> taken = new HashSet<>(fields.stream().map(Parameter::option).toList());
        List<Option> options = new ArrayList<>();
        fields.forEach(field -> options.add(option(field, taken)));
        if (!operation.body().isEmpty()) {
            options.add(Common.BODY);
        }
        if (paged) {
            options.addAll(List.of(Common.LIMIT, Common.ALL, Common.AFTER));
        }
        if (operation.id().equals("listEvents")) {
            options.addAll(List.of(Common.FOLLOW, Common.COUNT));
        }
        if (operation.answer().isStream() || entry.text().isPresent() || operation.answer() == Answer.RECORD) {
            options.add(Common.OUT);
        }
        if (operation.caller() == Caller.INSTALLATION) {
            options.add(Common.LICENSE_KEY);
            if (taken.contains("--fingerprint")) {
                options.add(Common.SALT);
            }
        }
        if (ResourceAction.isDangerous(entry, operation)) {
            options.add(Common.YES);
        }
        if (operation.repeatable()) {
            options.add(Common.IDEMPOTENCY_KEY);
        }
        if (operation.conditional()) {
            options.add(Common.IF_MATCH);
        }
        return options;
    }

    static boolean isCursor(Parameter query) {
        return query.name().equals("after") || query.name().equals("limit");
    }

    private Option option(Parameter field, Set<String> taken) {
        String option = field.option();
        List<String> all = new ArrayList<>(List.of(option));
        boolean named = names.inField(field.name()).isPresent();
        String shorter = option.replaceAll("-id$", "");
        if (named && taken.add(shorter)) {
            all.add(shorter);
        }
        Shape shape =
                switch (field.kind()) {
                    case FLAG -> Shape.FLAG;
                    case LIST -> Shape.MANY;
                    case MAP, TEXTS -> Shape.PAIRS;
                    case TEXT, TIME, NUMBER, JSON -> Shape.ONE;
                };
        String description = (field.description()
                        + names.inField(field.name())
                                .map(known -> " An id or " + known.name() + ".")
                                .orElse(""))
                .strip();
        List<String> values = field.kind() == Kind.FLAG ? List.of("true", "false") : field.values();
        return new Option(all, shape, valueLabel(field), (field.required() ? "Required. " : "") + description, values);
    }

    private static String valueLabel(Parameter field) {
        return switch (field.kind()) {
            case TEXT -> field.values().isEmpty() ? "TEXT" : "WORD";
            case TIME -> "TIME";
            case NUMBER -> "N";
            case FLAG -> "true|false";
            case LIST -> "TEXT,…";
            case MAP, TEXTS -> "NAME=VALUE";
            case JSON -> field.name().equals("fingerprint") ? "TEXT" : "JSON|@FILE";
        };
    }

    private static String ended(String summary) {
        return summary.endsWith(".") ? summary : summary + ".";
    }
}
