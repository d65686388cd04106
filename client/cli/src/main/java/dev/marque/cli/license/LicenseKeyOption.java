package dev.marque.cli.license;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import java.util.Optional;

/** The license key that an installation proves itself with. */
public final class LicenseKeyOption {

    private LicenseKeyOption() {}

    public static Optional<String> find(Invocation invocation) {
        return invocation
                .text("--license-key")
                .or(() -> invocation.host().variable("MARQUE_LICENSE"))
                .map(text -> text.startsWith("@") ? invocation.host().read(text.substring(1)) : text)
                .map(String::strip);
    }

    /** @throws Failure if there is none */
    public static String require(Invocation invocation) {
        return find(invocation)
                .orElseThrow(() -> new Failure(
                        ExitCode.NOT_SIGNED_IN,
                        "This is what an installation does: it needs a license key.",
                        "Say it: --license-key KEY, --license-key @FILE, or MARQUE_LICENSE=KEY"));
    }
}
