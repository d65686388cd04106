package dev.marque.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.cli.command.Branch;
import dev.marque.cli.command.Leaf;
import dev.marque.cli.command.Node;
import dev.marque.cli.command.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What every command promises. */
class MarqueTest {

    @TempDir
    Path home;

    /** Each command line that leads to a command. */
    private static List<List<String>> places(Node node, List<String> before) {
        List<List<String>> places = new ArrayList<>();
        switch (node) {
            case Leaf _ -> places.add(before);
            case Branch branch -> {
                for (Node child : branch.children()) {
                    List<String> deeper = new ArrayList<>(before);
                    deeper.add(child.name());
                    places.addAll(places(child, deeper));
                }
            }
        }
        return places;
    }

    @Test
    void everyCommandExplainsItselfAndItsOptions() {
        List<List<String>> places = places(Marque.root(), List.of());
        assertThat(places).hasSizeGreaterThan(200);
        CommandLine program = Shell.outline(Marque.root(), Marque.version());
        for (List<String> place : places) {
            CommandLine command = program;
            for (String word : place) {
                command = requireNonNull(command.getSubcommands().get(word), word);
            }
            assertThat(command.getUsageMessage(Ansi.OFF))
                    .as(place.toString())
                    .startsWith("Usage: marque " + String.join(" ", place))
                    .contains("--output", "--help")
                    .doesNotContain("null", "%n", "%%");
        }
    }

    @Test
    void withoutWordsItSaysWhatThereIs() {
        Run.Ended ended = new Run(home).run();
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("licenses, license", "doctor", "Exit codes:", "7    The server cannot be reached");
    }

    @Test
    void aMisspeltCommandGetsASuggestionAndChangesNothing() {
        Run.Ended ended = new Run(home).run("licences", "list");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("Did you mean: marque licenses");
        assertThat(ended.out()).isEmpty();
        assertThat(new Run(home).run("licenses").code()).isEqualTo(2);
        assertThat(new Run(home).run("licenses", "list", "--colour").code()).isEqualTo(2);
    }

    @Test
    void whoIsNotSignedInIsToldHow() {
        Run.Ended ended = new Run(home).run("products", "list");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("Nobody is signed in", "marque login", "MARQUE_TOKEN");
    }

    @Test
    void aServerThatIsAwayIsSaidToBeAwayAtOnce() {
        Run run = new Run(home).with("MARQUE_TOKEN", "mqk_x");
        Run.Ended ended = run.run("products", "list", "--server", "http://localhost:1");
        assertThat(ended.code()).isEqualTo(7);
        assertThat(ended.err()).contains("http://localhost:1 cannot be reached").doesNotContain("Exception");
        assertThat(run.pauses()).as("nobody listens: waiting does not help").isEmpty();
    }

    @Test
    void wrongInputIsFoundBeforeAnythingIsSent() {
        Run signedIn = new Run(home).with("MARQUE_TOKEN", "mqk_x").with("MARQUE_URL", "http://localhost:1");
        assertThat(signedIn.run("licenses", "list", "--limit", "many"))
                .isEqualTo(new Run.Ended(2, "", "--limit is a whole number from 1 to 10000000, not many.\n"));
        assertThat(signedIn.run("products", "create", "--name", "Notepad").err())
                .contains("Say --code.");
        assertThat(signedIn.run("licenses", "list", "--state", "gone").err()).contains("One of ACTIVE, SUSPENDED");
        assertThat(signedIn.run("products", "list", "-o", "xml").err()).contains("table, json, yaml or csv");
        assertThat(signedIn.run("products", "create", "--body", "[1]").err()).contains("--body is no JSON object");
        assertThat(signedIn.run("products", "create", "--body", "@none.json").code())
                .isEqualTo(5);
        assertThat(signedIn.run("products", "list", "--server", "ftp://x").err())
                .contains("is no address");
        assertThat(signedIn.run("products", "list", "--profile", "none").code()).isEqualTo(5);
    }

    @Test
    void aMistakeWithinIsSaidToBeOneWithAWayToSeeIt() {
        Run run = new Run(home).with("MARQUE_CLI_CONFIG", "settings");
        assertThat(run.run("fingerprint", "--salt", "a\0b").err()).contains("MARQUE_DEBUG=1");
    }
}
