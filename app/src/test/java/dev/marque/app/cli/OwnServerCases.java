package dev.marque.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.cli.Cli.Ended;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.Project;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server of one's own, and what people see in a terminal. */
interface OwnServerCases extends RunningServer {

    @Test
    default void backupsAreTheServersOwn() {
        Cli operator = new Cli(home(), Map.of("HOME", home().toString()))
                .with("MARQUE_HOME", home().toString())
                .with(
                        "MARQUE_SERVER_JAR",
                        Project.file("app/target/quarkus-app/quarkus-run.jar").toString());
        String data = marque().launch().data().toString();
        operator.run(
                        "backup",
                        "--list",
                        "--data",
                        data,
                        "--store",
                        home().resolve("backups").toString())
                .good();
        Ended none = operator.run(
                "restore",
                "latest",
                "--data",
                data,
                "--store",
                home().resolve("backups").toString());
        assertThat(none.code()).isEqualTo(10);
        assertThat(none.out()).containsIgnoringCase("backup");
    }

    @Test
    default void inATerminalThereAreColoursQuestionsAndProgress() throws Exception {
        Cli cli = script();
        Shop.License license = license();
        Ended shown = cli.inTerminal("licenses", "show", license.number());
        assertThat(shown.code()).as(shown.out()).isZero();
        assertThat(shown.out()).contains("\u001b[1mnumber\u001b[0m", "\u001b[32mACTIVE\u001b[0m");
        assertThat(cli.with("NO_COLOR", "1")
                        .inTerminal("licenses", "show", license.number())
                        .out())
                .contains(license.number())
                .doesNotContain("\u001b[");
        Ended asked = cli.inTerminal("licenses", "revoke", license.number());
        assertThat(asked.out()).contains("This cannot be taken back. [y/N]", "Nothing was done.");
        assertThat(cli.json("licenses", "show", license.number()).get("status").asText())
                .isEqualTo("ACTIVE");
        Ended saved = cli.inTerminal("settings", "export", "--out", "all.zip");
        assertThat(saved.out()).contains("Downloading", "Written to");
        assertThat(home().resolve("all.zip")).isNotEmptyFile();
        Ended away = cli.inTerminal("doctor", "--server", NOBODY);
        assertThat(away.code()).isEqualTo(9);
        assertThat(away.out()).contains("\u001b[31mfault\u001b[0m", "cannot be reached");
        Ended invalid =
                stranger().with("MARQUE_LICENSE", license.key()).inTerminal("validate", "--features", "unknown");
        assertThat(invalid.code()).isEqualTo(1);
    }
}
