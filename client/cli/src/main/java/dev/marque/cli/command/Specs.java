package dev.marque.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Tells picocli of commands. */
final class Specs {

    private static final String GLOBAL_HEADING = "%nOptions of every command:%n";

    private Specs() {}

    /** Runs a command that picocli found. */
    @FunctionalInterface
    interface Runner {
        int run(Leaf leaf, ParseResult typed) throws IOException, InterruptedException;
    }

    /**
     * A group with all that is in it.
     *
     * @param wanted whether a command of this name is needed; of others there are only names and summaries, which is what
     *     help and suggestions take
     */
    static CommandSpec branch(Branch branch, Runner runner, Predicate<Node> wanted) {
        CommandSpec spec = CommandSpec.create()
                .name(branch.name())
                .aliases(branch.aliases().toArray(String[]::new));
        spec.usageMessage().description(escaped(branch.summary())).abbreviateSynopsis(true);
        spec.addOption(help());
        for (Node child : branch.children()) {
            spec.addSubcommand(
                    child.name(),
                    switch (child) {
                        case Branch inner when wanted.test(inner) -> branch(inner, runner, wanted);
                        case Leaf leaf when wanted.test(leaf) -> leaf(leaf, runner);
                        case Branch inner -> name(inner).aliases(inner.aliases().toArray(String[]::new));
                        case Leaf leaf -> name(leaf);
                    });
        }
        return spec;
    }

    private static CommandSpec name(Node node) {
        CommandSpec spec = CommandSpec.create().name(node.name());
        spec.usageMessage().description(escaped(node.summary()));
        return spec;
    }

    private static CommandSpec leaf(Leaf leaf, Runner runner) {
        Callable<Integer>[] action = newAction();
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> action[0].call());
        action[0] = () -> runner.run(leaf, spec.commandLine().getParseResult());
        spec.name(leaf.name());
        String[] description = new String[1 + leaf.details().size()];
        description[0] = escaped(leaf.summary());
        for (int i = 1; i < description.length; i++) {
            description[i] = "%n" + escaped(leaf.details().get(i - 1));
        }
        spec.usageMessage().description(description).sortOptions(false).abbreviateSynopsis(true);
        for (int i = 0; i < leaf.positionals().size(); i++) {
            spec.addPositional(positional(leaf.positionals().get(i), i));
        }
        leaf.options().forEach(option -> spec.addOption(option(option)));
        spec.addOption(help());
        spec.addArgGroup(globals());
        return spec;
    }

    @SuppressWarnings("unchecked")
    private static Callable<Integer>[] newAction() {
        return new Callable[1];
    }

    static ArgGroupSpec globals() {
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder().validate(false).exclusive(false).heading(GLOBAL_HEADING);
        Globals.ALL.forEach(option -> group.addArg(option(option)));
        return group.build();
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .description("Show this.")
                .build();
    }

    private static PositionalParamSpec positional(Positional positional, int index) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity(positional.count() == Positional.Count.ONE ? "1" : "0..1")
                .type(String.class)
                .paramLabel(positional.label())
                .description(escaped(positional.description()))
                .completionCandidates(candidates(positional.values()))
                .build();
    }

    private static OptionSpec option(Option option) {
        OptionSpec.Builder builder = OptionSpec.builder(option.names().toArray(String[]::new))
                .paramLabel(option.label().isEmpty() ? "VALUE" : option.label())
                .hideParamSyntax(!option.label().isEmpty())
                .description(description(option))
                .completionCandidates(candidates(option.values()));
        return switch (option.shape()) {
            case SWITCH -> builder.type(boolean.class).arity("0").build();
            case FLAG ->
                builder.type(String.class).arity("0..1").fallbackValue("true").build();
            case ONE -> builder.type(String.class).arity("1").build();
            case MAYBE ->
                builder.type(String.class).arity("0..1").fallbackValue("").build();
            case MANY ->
                builder.type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .splitRegex(",")
                        .build();
            case PAIRS ->
                builder.type(Map.class)
                        .auxiliaryTypes(String.class, String.class)
                        .arity("1")
                        .build();
        };
    }

    private static String description(Option option) {
        String text = escaped(option.description());
        return option.values().isEmpty()
                        || option.description().contains(option.values().get(0))
                ? text
                : (text + " One of " + String.join(", ", option.values()) + ".").strip();
    }

    private static Iterable<String> candidates(List<String> values) {
        return values;
    }

    /** Picocli reads descriptions as formats, and {@code @|…|@} as styles. */
    private static String escaped(String text) {
        return text.replace("%", "%%").replace("@|", "@ |");
    }
}
