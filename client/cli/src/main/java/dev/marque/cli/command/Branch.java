package dev.marque.cli.command;

import java.util.List;
import java.util.function.Supplier;

/**
 * A group of commands.
 *
 * @param aliases other names that do the same
 * @param inner what is in it, made when it is asked for: a run needs one group of many
 */
public record Branch(String name, List<String> aliases, String summary, Supplier<List<Node>> inner) implements Node {

    public Branch {
        aliases = List.copyOf(aliases);
    }

    public Branch(String name, List<String> aliases, String summary, List<Node> children) {
        this(name, aliases, summary, () -> children);
    }

    public List<Node> children() {
        return inner.get();
    }
}
