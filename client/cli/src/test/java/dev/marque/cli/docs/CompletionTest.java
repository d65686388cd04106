package dev.marque.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.cli.Golden;
import dev.marque.cli.Marque;
import dev.marque.cli.Run;
import dev.marque.cli.command.Shell;
import dev.marque.cli.run.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shells, manual pages and the reference say about the commands. */
class CompletionTest {

    private static final Path PAGE = Path.of("../../docs/cli.md");
    private static final String MARK = "<!-- What follows is written by CompletionTest. -->\n";

    @TempDir
    Path home;

    @Test
    void bashCompletesCommandsOptionsAndTheirValues() throws Exception {
        Files.writeString(
                home.resolve("marque.bash"),
                new Run(home).run("completion", "bash").out());
        Files.writeString(home.resolve("ask.bash"), """
                . "$1"
                ask() {
                  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
                  _marque
                  echo "${COMPREPLY[*]}"
                }
                ask marque prod
                ask marque licenses ren
                ask marque --profile licenses licenses list --sta
                ask marque licenses list --state ''
                ask marque keys list --output ''
                ask marque completion ''
                ask marque nonsense ''
                """);
        Process bash = new ProcessBuilder(
                        "bash",
                        home.resolve("ask.bash").toString(),
                        home.resolve("marque.bash").toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "products product",
                        "renew renew-maintenance",
                        "--state",
                        "ACTIVE SUSPENDED REVOKED ARCHIVED",
                        "table json yaml csv",
                        "bash zsh fish",
                        "");
    }

    @Test
    void everyShellHasItsScript() {
        assertThat(new Run(home).run("completion", "zsh").out())
                .startsWith("#compdef marque\n")
                .contains("bashcompinit");
        assertThat(new Run(home).run("completion", "fish").out())
                .contains("complete -c marque -n '__marque_at licenses' -a revoke -d '")
                .contains("complete -c marque -n '__marque_in licenses list' -l state");
        assertThat(new Run(home).run("completion", "tcsh").code()).isEqualTo(2);
    }

    @Test
    void thereIsAManualPageForEveryGroup() throws Exception {
        assertThat(new Run(home).run("man", "pages").code()).isZero();
        assertThat(home.resolve("pages/marque-licenses.1")).content().contains(".SS marque licenses revoke LICENSE");
        assertThat(home.resolve("pages/marque.1")).content().contains(".SH EXIT STATUS");
        try (var pages = Files.list(home.resolve("pages"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .hasSizeGreaterThan(40)
                    .allSatisfy(name -> assertThat(
                                    Files.readString(home.resolve("pages").resolve(name)))
                            .startsWith(".TH ")
                            .doesNotContain("\n'", "\n.-"));
        }
    }

    @Test
    void thePageTellsEveryExitCode() throws Exception {
        String page = Files.readString(PAGE);
        for (ExitCode code : ExitCode.values()) {
            assertThat(page).contains("| " + code.number() + " | ");
        }
    }

    @Test
    void theReferencePageListsEveryCommand() throws Exception {
        String page = Files.readString(PAGE);
        String written = page.substring(0, page.indexOf(MARK) + MARK.length());
        Golden.check(PAGE, written + ReferencePage.of(Shell.outline(Marque.root(), Marque.version())));
    }
}
