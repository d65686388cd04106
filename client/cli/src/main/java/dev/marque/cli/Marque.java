package dev.marque.cli;

import dev.marque.cli.command.Branch;
import dev.marque.cli.command.Node;
import dev.marque.cli.command.Shell;
import dev.marque.cli.contract.Contract;
import dev.marque.cli.docs.CompletionCommand;
import dev.marque.cli.docs.ManCommand;
import dev.marque.cli.doctor.DoctorCommand;
import dev.marque.cli.host.BackupCommands;
import dev.marque.cli.host.InstallCommand;
import dev.marque.cli.host.UpdateCommand;
import dev.marque.cli.license.FingerprintCommand;
import dev.marque.cli.license.VerifyCommand;
import dev.marque.cli.profile.LoginCommand;
import dev.marque.cli.profile.LogoutCommand;
import dev.marque.cli.profile.ProfileCommands;
import dev.marque.cli.resource.CommandTable;
import dev.marque.cli.resource.ResourceCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** All commands. */
public final class Marque {

    private Marque() {}

    /** The root of the tree. */
    public static Branch root() {
        ResourceCommands resources = new ResourceCommands(CommandTable.load(), Contract.load());
        List<Node> commands = new ArrayList<>();
        commands.add(LoginCommand.leaf());
        commands.add(LogoutCommand.leaf());
        commands.add(ProfileCommands.branch());
        commands.addAll(resources.groups(Map.of("licenses", List.of(VerifyCommand.leaf()))));
        commands.add(resources.installation("validate"));
        commands.add(resources.installation("activate"));
        commands.add(resources.installation("deactivate"));
        commands.add(FingerprintCommand.leaf());
        commands.add(DoctorCommand.leaf());
        commands.add(InstallCommand.leaf());
        commands.add(UpdateCommand.leaf());
        commands.add(BackupCommands.backup());
        commands.add(BackupCommands.restore());
        commands.add(CompletionCommand.leaf(Marque::plain));
        commands.add(ManCommand.leaf(Marque::plain));
        return new Branch("marque", List.of(), "Marque, software licensing, from the command line.", commands);
    }

    /** The whole program as picocli sees it, to be read rather than run. */
    private static CommandLine plain() {
        return Shell.outline(root(), version());
    }

    /** As the package says; the sources know none. */
    public static String version() {
        String version = Marque.class.getPackage().getImplementationVersion();
        return version == null ? "of the sources" : version;
    }
}
