package dev.marque.cli.profile;

import dev.marque.cli.command.Branch;
import dev.marque.cli.command.Invocation;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Positional;
import dev.marque.cli.output.Output;
import dev.marque.cli.output.Rows;
import dev.marque.cli.run.ExitCode;
import dev.marque.cli.run.Failure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code marque profiles …}. */
public final class ProfileCommands {

    private static final List<String> COLUMNS = List.of("name", "server", "who", "tenant", "environment", "current");
    private static final Positional NAME = Positional.of("PROFILE", "Its name.");

    private ProfileCommands() {}

    public static Branch branch() {
        return new Branch(
                "profiles",
                List.of(),
                "Servers that are remembered. marque login makes one, and --profile chooses one.",
                List.of(
                        Leaf.of("list", "List the profiles.", ProfileCommands::list),
                        Leaf.of("use", "Work with a profile from now on.", ProfileCommands::use)
                                .with(NAME),
                        Leaf.of("remove", "Forget a profile and its sign-in.", ProfileCommands::remove)
                                .with(NAME)));
    }

    private static ExitCode list(Invocation invocation) throws IOException {
        Profiles profiles = Profiles.of(invocation.host());
        try (Rows rows = Output.of(invocation).rows(COLUMNS)) {
            new TreeMap<>(profiles.all()).forEach((name, profile) -> rows.add(fields(profile, profiles.current())));
        }
        return ExitCode.OK;
    }

    private static Map<String, @Nullable Object> fields(Profile profile, String current) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", profile.name());
        fields.put("server", profile.server().toString());
        fields.put("who", profile.who().orElse(null));
        fields.put("tenant", profile.tenant().orElse(null));
        fields.put("environment", profile.environment().orElse(null));
        fields.put("current", profile.name().equals(current));
        return fields;
    }

    private static ExitCode use(Invocation invocation) throws IOException {
        Profiles profiles = Profiles.of(invocation.host());
        Profile profile = find(profiles, invocation.word(0));
        profiles.use(profile.name());
        Output.of(invocation).remark("From now on: " + profile.name() + ", " + profile.server() + ".");
        return ExitCode.OK;
    }

    private static ExitCode remove(Invocation invocation) throws IOException, InterruptedException {
        Profiles profiles = Profiles.of(invocation.host());
        Profile profile = find(profiles, invocation.word(0));
        new Wallet(invocation.host()).delete(profile);
        profiles.remove(profile.name());
        Output.of(invocation).remark("Forgotten: " + profile.name() + ". At the server its sign-in ends by itself.");
        return ExitCode.OK;
    }

    private static Profile find(Profiles profiles, String name) {
        return profiles.find(name)
                .orElseThrow(() -> new Failure(
                        ExitCode.NOT_FOUND, "There is no profile " + name + ".", "marque profiles list shows them."));
    }
}
