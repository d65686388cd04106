package dev.marque.cli.docs;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Positional;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import java.util.function.Supplier;
import picocli.CommandLine;

/** {@code marque completion bash|zsh|fish}. */
public final class CompletionCommand {

    private CompletionCommand() {}

    /** @param line the whole program, made only when it is needed */
    public static Leaf leaf(Supplier<CommandLine> line) {
        return Leaf.of(
                        "completion",
                        "Print what makes a shell complete commands and options.",
                        invocation -> run(invocation, line))
                .saying(
                        "bash: marque completion bash > ~/.local/share/bash-completion/completions/marque",
                        "zsh: marque completion zsh > a file _marque in a folder of $fpath",
                        "fish: marque completion fish > ~/.config/fish/completions/marque.fish")
                .with(Positional.of("SHELL", "bash, zsh or fish.").among("bash", "zsh", "fish"));
    }

    private static ExitCode run(Invocation invocation, Supplier<CommandLine> line) {
        String script =
                switch (invocation.word(0)) {
                    case "bash" -> new BashCompletion(line.get()).script();
                    // The same script: zsh reads it with bashcompinit, which the first lines of it load.
                    case "zsh" ->
                        "#compdef marque\nautoload -U +X bashcompinit && bashcompinit\n"
                                + new BashCompletion(line.get()).script();
                    case "fish" -> new FishCompletion(line.get()).script();
                    default -> throw Failure.usage("There is completion for bash, zsh and fish.");
                };
        invocation.host().out().print(script);
        invocation.host().out().flush();
        return ExitCode.OK;
    }
}
