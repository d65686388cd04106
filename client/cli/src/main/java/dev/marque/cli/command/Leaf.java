package dev.marque.cli.command;

import java.util.ArrayList;
import java.util.List;

/**
 * A command.
 *
 * @param details what else there is to say, in paragraphs
 */
public record Leaf(
        String name,
        String summary,
        List<String> details,
        List<Positional> positionals,
        List<Option> options,
        Action action)
        implements Node {

    public Leaf {
        details = List.copyOf(details);
        positionals = List.copyOf(positionals);
        options = List.copyOf(options);
    }

    public static Leaf of(String name, String summary, Action action) {
        return new Leaf(name, summary, List.of(), List.of(), List.of(), action);
    }

    public Leaf saying(String... paragraphs) {
        return new Leaf(name, summary, List.of(paragraphs), positionals, options, action);
    }

    public Leaf with(Positional positional) {
        List<Positional> more = new ArrayList<>(positionals);
        more.add(positional);
        return new Leaf(name, summary, details, more, options, action);
    }

    public Leaf with(Option option) {
        List<Option> more = new ArrayList<>(options);
        more.add(option);
        return new Leaf(name, summary, details, positionals, more, action);
    }
}
