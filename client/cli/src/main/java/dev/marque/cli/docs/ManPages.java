package dev.marque.cli.docs;

import dev.marque.cli.run.ExitCode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Manual pages: one for the program, one for each of its groups and commands at the top. */
final class ManPages {

    private final CommandLine program;

    ManPages(CommandLine program) {
        this.program = program;
    }

    /** Pages in man's own format, by name: {@code marque}, {@code marque-licenses}. */
    Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("marque", program());
        program.getSubcommands().values().stream().distinct().forEach(command -> {
            String name = "marque-" + command.getCommandName();
            pages.put(name, page(name, command));
        });
        return pages;
    }

    private String program() {
        StringBuilder out = head("marque", summary(program));
        out.append(".SH SYNOPSIS\n.B marque\n.I COMMAND\n[OPTIONS]\n.SH COMMANDS\n");
        program.getSubcommands().values().stream()
                .distinct()
                .forEach(command -> term(out, "marque " + command.getCommandName(), summary(command)));
        out.append(".SH OPTIONS OF EVERY COMMAND\n");
        program.getCommandSpec().options().forEach(option -> option(out, option));
        out.append(".SH EXIT STATUS\n");
        for (ExitCode code : ExitCode.values()) {
            term(out, Integer.toString(code.number()), code.meaning());
        }
        return out.toString();
    }

    private static String page(String name, CommandLine command) {
        StringBuilder out = head(name, summary(command));
        if (command.getSubcommands().isEmpty()) {
            out.append(".SH SYNOPSIS\n");
            command(out, command);
        } else {
            out.append(".SH COMMANDS\n");
            command.getSubcommands().values().forEach(inner -> command(out, inner));
        }
        return out.append(".SH SEE ALSO\n.BR marque (1)\n").toString();
    }

    private static StringBuilder head(String name, String summary) {
        return new StringBuilder(".TH \"" + name.toUpperCase(Locale.ROOT) + "\" 1\n.SH NAME\n")
                .append(name.replace("-", "\\-"))
                .append(" \\- ")
                .append(text(summary))
                .append('\n');
    }

    private static void command(StringBuilder out, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        out.append(".SS ").append(text(spec.qualifiedName()));
        spec.positionalParameters().forEach(word -> out.append(' ').append(text(word.paramLabel())));
        out.append('\n');
        for (String paragraph : spec.usageMessage().description()) {
            out.append(".P\n")
                    .append(text(paragraph.replace("%n", "").replace("%%", "%")))
                    .append('\n');
        }
        for (PositionalParamSpec word : spec.positionalParameters()) {
            term(out, word.paramLabel(), String.join(" ", word.description()));
        }
        spec.options().stream().filter(option -> option.group() == null).forEach(option -> option(out, option));
    }

    private static void option(StringBuilder out, OptionSpec option) {
        String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        term(out, String.join(", ", option.names()) + value, String.join(" ", option.description()));
    }

    private static void term(StringBuilder out, String term, String meaning) {
        out.append(".TP\n.B ")
                .append(text(term))
                .append('\n')
                .append(text(meaning.replace("%%", "%")))
                .append('\n');
    }

    private static String summary(CommandLine command) {
        return command.getCommandSpec().usageMessage().description()[0].replace("%%", "%");
    }

    /** Backslashes, dashes, and dots or quotes at the beginning of a line mean something to man. */
    private static String text(String plain) {
        String escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
