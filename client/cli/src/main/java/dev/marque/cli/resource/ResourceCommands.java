package dev.marque.cli.resource;

import dev.marque.cli.command.Branch;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Node;
import dev.marque.cli.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands of the table. */
public final class ResourceCommands {

    /** Short forms of what is often typed in the singular. */
    private static final Map<String, List<String>> ALIASES = Map.of(
            "licenses", List.of("license"),
            "products", List.of("product"),
            "policies", List.of("policy"));

    private final CommandTable table;
    private final Contract contract;

    public ResourceCommands(CommandTable table, Contract contract) {
        this.table = table;
        this.contract = contract;
    }

    /**
     * A group of commands for each resource.
     *
     * @param further commands that are not in the table, by the group that they belong to
     */
    public List<Node> groups(Map<String, List<Leaf>> further) {
        List<Node> groups = new ArrayList<>();
        for (Group group : table.groups()) {
            List<String> aliases = ALIASES.getOrDefault(group.name(), List.of());
            List<Leaf> more = further.getOrDefault(group.name(), List.of());
            groups.add(new Branch(group.name(), aliases, group.summary(), () -> children(group, more)));
        }
        return groups;
    }

    private List<Node> children(Group group, List<Leaf> further) {
        List<Node> children = new ArrayList<>();
        group.entries().forEach(entry -> children.add(leaf(entry)));
        children.addAll(further);
        return children;
    }

    /** A command of the group {@code installation}, for the top. */
    public Leaf installation(String name) {
        return table.groups().stream()
                .filter(group -> group.name().equals("installation"))
                .flatMap(group -> group.entries().stream())
                .filter(entry -> entry.name().equals(name))
                .map(this::leaf)
                .findFirst()
                .orElseThrow();
    }

    private Leaf leaf(Entry entry) {
        Names names = new Names(table.known(), contract);
        var operation = contract.operation(entry.operation());
        return new Leaves(names).leaf(entry, operation, new ResourceAction(entry, operation, names));
    }
}
