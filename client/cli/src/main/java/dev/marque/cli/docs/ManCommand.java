package dev.marque.cli.docs;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Positional;
import dev.marque.cli.output.Output;
import dev.marque.cli.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** {@code marque man FOLDER}. */
public final class ManCommand {

    private ManCommand() {}

    /** @param line the whole program, made only when it is needed */
    public static Leaf leaf(Supplier<CommandLine> line) {
        return Leaf.of("man", "Write the manual pages into a folder.", invocation -> run(invocation, line))
                .saying("To read them: man -l FOLDER/marque.1, or put the folder below a man1 of $MANPATH.")
                .with(Positional.of("FOLDER", "It is made if it is not there."));
    }

    private static ExitCode run(Invocation invocation, Supplier<CommandLine> line) throws IOException {
        Path folder = invocation.host().path(invocation.word(0));
        Files.createDirectories(folder);
        Map<String, String> pages = new ManPages(line.get()).pages();
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(folder.resolve(page.getKey() + ".1"), page.getValue());
        }
        Output.of(invocation).remark(pages.size() + " pages are in " + folder + ".");
        return ExitCode.OK;
    }
}
