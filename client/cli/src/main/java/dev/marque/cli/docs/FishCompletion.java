package dev.marque.cli.docs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish: a line for each command and option, with the words that stand before it. */
final class FishCompletion {

    private static final String HEAD = """
            # Completion of marque for fish
            function __marque_at
                set -l words (commandline -opc | string match -v -- '-*')
                test "$words[2..]" = "$argv"
            end
            function __marque_in
                set -l words (commandline -opc | string match -v -- '-*')
                string match -q -- "$argv*" "$words[2..]"
            end
            complete -c marque -f
            """;

    private final CommandLine program;
    private final StringBuilder script = new StringBuilder(HEAD);
    private final Set<String> everywhere = new HashSet<>();

    FishCompletion(CommandLine program) {
        this.program = program;
    }

    String script() {
        for (OptionSpec option : program.getCommandSpec().options()) {
            everywhere.add(option.longestName());
            script.append("complete -c marque ")
                    .append(flags(option))
                    .append(quoted(summary(option)))
                    .append('\n');
        }
        write(program, "");
        return script.toString();
    }

    private void write(CommandLine command, String place) {
        command.getSubcommands().forEach((name, child) -> {
            line("__marque_at" + place, "-a " + name, summary(child.getCommandSpec()));
            write(child, place + " " + name);
        });
        if (command.getSubcommands().isEmpty()) {
            command.getCommandSpec().options().stream()
                    .filter(option -> !everywhere.contains(option.longestName()))
                    .forEach(option -> line("__marque_in" + place, flags(option), summary(option)));
            command.getCommandSpec().positionalParameters().forEach(word -> {
                String values = joined(word.completionCandidates());
                if (!values.isEmpty()) {
                    line("__marque_at" + place, "-a '" + values + "'", "");
                }
            });
        }
    }

    private void line(String when, String what, String description) {
        script.append("complete -c marque -n '").append(when).append("' ").append(what);
        script.append(quoted(description)).append('\n');
    }

    private static String quoted(String description) {
        return description.isEmpty()
                ? ""
                : " -d '" + description.replace("\\", "").replace("'", "’") + "'";
    }

    private static String flags(OptionSpec option) {
        StringBuilder flags = new StringBuilder();
        for (String name : option.names()) {
            flags.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                    .append(' ');
        }
        if (option.arity().max() > 0) {
            String values = joined(option.completionCandidates());
            flags.append(option.paramLabel().contains("FILE") ? "-r -F " : "-x ");
            flags.append(values.isEmpty() ? "" : "-a '" + values + "' ");
        }
        return flags.toString().strip();
    }

    private static String joined(@Nullable Iterable<String> values) {
        return values == null ? "" : String.join(" ", values);
    }

    private static String summary(CommandSpec spec) {
        return Stream.of(spec.usageMessage().description())
                .findFirst()
                .orElse("")
                .replace("%%", "%");
    }

    private static String summary(OptionSpec option) {
        String text = String.join(" ", List.of(option.description()))
                .replace("%%", "%")
                .replace("Required. ", "");
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
