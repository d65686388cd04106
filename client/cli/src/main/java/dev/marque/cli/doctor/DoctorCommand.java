package dev.marque.cli.doctor;

import dev.marque.cli.command.Invocation;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.output.Format;
import dev.marque.cli.output.Output;
import dev.marque.cli.output.Rows;
import dev.marque.cli.profile.Session;
import dev.marque.cli.run.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code marque doctor}. */
public final class DoctorCommand {

    private static final List<String> COLUMNS = List.of("state", "check", "found", "advice");

    private DoctorCommand() {}

    public static Leaf leaf() {
        return Leaf.of("doctor", "Look for what is wrong here and on the way to the server.", DoctorCommand::run)
                .saying(
                        "Connection, certificate, clock, sign-in, signatures, fingerprint, free disk. The exit code is 9 if"
                                + " something does not work; a warning alone is none.");
    }

    private static ExitCode run(Invocation invocation) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try (Session session = Session.of(invocation)) {
            findings.addAll(new ServerChecks(session, invocation.host().clock()).all());
        }
        findings.addAll(new LocalChecks(invocation).all());
        print(Output.of(invocation), findings);
        boolean faults = findings.stream().anyMatch(finding -> finding.state() == Finding.State.FAULT);
        return faults ? ExitCode.FAULTS_FOUND : ExitCode.OK;
    }

    private static void print(Output output, List<Finding> findings) {
        if (output.format() != Format.TABLE) {
            try (Rows rows = output.rows(COLUMNS)) {
                findings.forEach(finding -> rows.add(finding.fields()));
            }
            return;
        }
        for (Finding finding : findings) {
            if (output.quiet() && finding.state() == Finding.State.OK) {
                continue;
            }
            String state = String.valueOf(finding.fields().get("state"));
            output.text(output.style().state(state)
                    + " ".repeat(9 - state.length())
                    + "%-13s%s".formatted(finding.check(), finding.found()));
            if (!finding.advice().isEmpty()) {
                output.text(" ".repeat(9 + 13) + "→ " + finding.advice());
            }
        }
    }
}
