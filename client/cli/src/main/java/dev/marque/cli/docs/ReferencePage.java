package dev.marque.cli.docs;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The list of all commands, for docs/cli.md. What their options are, {@code --help} says. */
public final class ReferencePage {

    private ReferencePage() {}

    /** Markdown: a section for each group, a line for each command. */
    public static String of(CommandLine program) {
        StringBuilder out = new StringBuilder();
        program.getSubcommands().values().stream().distinct().forEach(command -> {
            if (command.getSubcommands().isEmpty()) {
                return;
            }
            out.append("\n### marque ").append(command.getCommandName()).append("\n\n");
            out.append(summary(command)).append("\n\n| command | |\n| --- | --- |\n");
            command.getSubcommands().values().forEach(inner -> row(out, inner));
        });
        out.append("\n### By themselves\n\n| command | |\n| --- | --- |\n");
        program.getSubcommands().values().stream()
                .distinct()
                .filter(command -> command.getSubcommands().isEmpty())
                .forEach(command -> row(out, command));
        return out.toString();
    }

    private static void row(StringBuilder out, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String words = spec.positionalParameters().stream()
                .map(PositionalParamSpec::paramLabel)
                .map(label -> " " + label)
                .collect(Collectors.joining());
        out.append("| `")
                .append(spec.name())
                .append(words)
                .append("` | ")
                .append(summary(command))
                .append(" |\n");
    }

    private static String summary(CommandLine command) {
        return Arrays.stream(command.getCommandSpec().usageMessage().description())
                .findFirst()
                .orElse("")
                .replace("%%", "%");
    }
}
