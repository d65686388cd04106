package dev.marque.cli.command;

import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import java.io.IOException;

/** What a command does. */
@FunctionalInterface
public interface Action {

    /** @throws Failure for what people can do something about */
    ExitCode run(Invocation invocation) throws IOException, InterruptedException;
}
