package dev.marque.cli.license;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Option;
import dev.marque.cli.output.Output;
import dev.marque.cli.run.ExitCode;
import java.io.IOException;
import java.util.List;

/** {@code marque fingerprint}. */
public final class FingerprintCommand {

    private FingerprintCommand() {}

    public static Leaf leaf() {
        return Leaf.of("fingerprint", "Show what this machine looks like to a vendor.", FingerprintCommand::run)
                .saying("Everything is hashed with the salt: a vendor can compare, not read.")
                .with(Option.of("--salt", "TEXT", "The vendor's salt; otherwise MARQUE_FINGERPRINT_SALT."));
    }

    private static ExitCode run(Invocation invocation) throws IOException {
        Output output = Output.of(invocation);
        Machine machine = Machine.of(invocation);
        if (output.quiet()) {
            output.text(machine.fingerprint().value());
        } else {
            output.record(machine.input(), List.of("value"));
        }
        return ExitCode.OK;
    }
}
