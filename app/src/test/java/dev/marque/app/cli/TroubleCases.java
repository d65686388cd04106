package dev.marque.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.cli.Cli.Ended;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes wrong, and how it is said. */
interface TroubleCases extends RunningServer {

    @Test
    default void whatGoesWrongIsSaidPlainlyAndHasItsExitCode() {
        Cli cli = script();
        String code = Shop.newCode();
        cli.run("products", "create", "--code", code, "--name", "Notepad").good();
        Ended again = cli.run("products", "create", "--code", code, "--name", "Notepad");
        assertThat(again.code()).isEqualTo(6);
        assertThat(again.err()).contains("--code");
        Ended bad = cli.run("policies", "create", "--product", code, "--name", "Bad", "--max-activations", "0");
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("Some of the input is not acceptable.", "--max-activations: ");
        assertThat(cli.run("licenses", "show", "ENT-209901-000000").code()).isEqualTo(5);
        assertThat(cli.run("products", "list", "--server", NOBODY).code()).isEqualTo(7);
        assertThat(cli.with("MARQUE_TOKEN", "mqk_nonsense")
                        .run("products", "list")
                        .code())
                .isEqualTo(3);
        assertThat(stranger().with("MARQUE_LICENSE", "nonsense").run("validate").code())
                .isEqualTo(3);

        String readOnly = cli.json("api-keys", "create", "--name", "reader", "--scopes", "products.read")
                .get("key")
                .asText();
        Cli reader = cli.with("MARQUE_TOKEN", readOnly);
        reader.run("products", "list").good();
        Ended forbidden = reader.run("products", "create", "--code", "X" + code, "--name", "Y");
        assertThat(forbidden.code()).isEqualTo(4);
        assertThat(forbidden.err()).contains("products.write");
    }

    @Test
    default void aSignInThatWasEndedElsewhereIsSaidToHaveEnded() {
        Cli cli = new Cli(home(), Map.of("HOME", home().toString()));
        cli.runWith(
                        MarqueLaunch.ADMIN_PASSWORD + "\n",
                        "login",
                        "--server",
                        marque().url(),
                        "--email",
                        MarqueLaunch.ADMIN_EMAIL,
                        "--password-stdin")
                .good();
        for (JsonNode session : cli.json("me", "sessions", "--all")) {
            if (session.get("current").asBoolean()) {
                cli.run("me", "end-session", session.get("id").asText()).good();
            }
        }
        assertThat(cli.run("products", "list"))
                .isEqualTo(new Ended(3, "", "Your sign-in has ended.\n  Sign in: marque login\n"));
    }
}
