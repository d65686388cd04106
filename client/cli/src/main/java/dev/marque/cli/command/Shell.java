package dev.marque.cli.command;

import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import dev.marque.cli.run.Host;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line. For one thread. */
public final class Shell {

    private static final int WIDTH = 100;

    private final Host host;

    public Shell(Host host) {
        this.host = host;
    }

    /** Returns the exit code. */
    public int run(Branch root, String version, List<String> arguments) {
        CommandLine line = line(root, version, arguments);
        if (arguments.isEmpty()) {
            line.usage(line.getOut());
            return ExitCode.OK.number();
        }
        return line.execute(arguments.toArray(String[]::new));
    }

    /** The whole program, to be read: for completion and manual pages. It cannot be run. */
    public static CommandLine outline(Branch root, String version) {
        Specs.Runner none = (_, _) -> {
            throw new IllegalStateException("an outline is not run");
        };
        return plain(root, version, none, _ -> true);
    }

    /** Only what the words may mean: making all of it takes longer than most calls. */
    private CommandLine line(Branch root, String version, List<String> words) {
        CommandLine line = plain(
                root,
                version,
                this::run,
                node -> words.contains(node.name())
                        || node instanceof Branch branch
                                && branch.aliases().stream().anyMatch(words::contains));
        line.setOut(new PrintWriter(host.out(), true));
        line.setErr(new PrintWriter(host.err(), true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(host.colours() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler(this::misused);
        line.setExecutionExceptionHandler((e, _, _) -> failed(e).number());
        return line;
    }

    private static CommandLine plain(Branch root, String version, Specs.Runner runner, Predicate<Node> wanted) {
        CommandSpec spec = Specs.branch(root, runner, wanted);
        spec.version("marque " + version);
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .type(boolean.class)
                .description("Show the version.")
                .build());
        spec.addArgGroup(Specs.globals());
        spec.usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(Arrays.stream(ExitCode.values())
                        .collect(Collectors.toMap(
                                code -> Integer.toString(code.number()),
                                ExitCode::meaning,
                                (one, _) -> one,
                                LinkedHashMap::new)));
        CommandLine line = new CommandLine(spec);
        line.setUsageHelpWidth(WIDTH);
        // Here @file stands for the contents of a file in one value, not for more arguments.
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        return line;
    }

    private int run(Leaf leaf, ParseResult typed) throws IOException, InterruptedException {
        return leaf.action().run(new Invocation(host, typed)).number();
    }

    private int misused(ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(red(String.valueOf(e.getMessage())));
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            CommandSpec spec = e.getCommandLine().getCommandSpec();
            if (!spec.subcommands().isEmpty()) {
                e.getCommandLine().usage(err);
            } else {
                err.println("  " + spec.qualifiedName() + " --help says more.");
            }
        }
        return ExitCode.USAGE.number();
    }

    private ExitCode failed(Exception thrown) {
        if (thrown instanceof Failure failure) {
            host.err().println(red(failure.text()));
            failure.advice().forEach(line -> host.err().println("  " + line));
            return failure.code();
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            host.err().println("Interrupted.");
            return ExitCode.OTHER;
        }
        Throwable shown =
                thrown instanceof UncheckedIOException && thrown.getCause() != null ? thrown.getCause() : thrown;
        host.err()
                .println(red(
                        shown instanceof IOException
                                ? "That did not work: " + shown
                                : "A mistake in marque: " + thrown));
        if (host.variable("MARQUE_DEBUG").isPresent()) {
            thrown.printStackTrace(host.err());
        } else {
            host.err().println("  MARQUE_DEBUG=1 shows where.");
        }
        return ExitCode.OTHER;
    }

    private String red(String text) {
        return host.colours() ? "\u001b[31m" + text + "\u001b[0m" : text;
    }
}
