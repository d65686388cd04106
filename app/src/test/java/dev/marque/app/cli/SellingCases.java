package dev.marque.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.cli.Cli.Ended;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The story of a license, from the sale to its end. */
interface SellingCases extends RunningServer {

    @Test
    default void aVendorSellsALicenseFromTheCommandLine() throws Exception {
        Cli cli = new Cli(home(), Map.of("HOME", home().toString()));
        Ended login = cli.runWith(
                MarqueLaunch.ADMIN_PASSWORD + "\n",
                "login",
                "--server",
                marque().url(),
                "--email",
                MarqueLaunch.ADMIN_EMAIL,
                "--password-stdin");
        assertThat(login.good().err()).contains("Signed in to " + marque().url());
        String code = Shop.newCode();
        cli.run("products", "create", "--code", code, "--name", "Notepad").good();
        cli.run(
                        "policies",
                        "create",
                        "--product",
                        code,
                        "--name",
                        "Yearly " + code,
                        "--term",
                        "P1Y",
                        "--max-activations",
                        "1",
                        "--features",
                        "export")
                .good();
        JsonNode license = cli.json(
                "licenses", "issue", "--policy", "Yearly " + code, "--name", "Globex", "--metadata", "order=A-1");
        String number = license.get("number").asText();
        assertThat(cli.run("licenses", "list", "--product", code, "-o", "csv", "--columns", "number,name,metadata")
                        .good()
                        .out())
                .isEqualTo("number,name,metadata\r\n" + number + ",Globex,\"{\"\"order\"\":\"\"A-1\"\"}\"\r\n");
        assertThat(cli.run("licenses", "show", number, "-q").good().out())
                .isEqualTo(license.get("id").asText() + "\n");
        assertThat(cli.run("licenses", "key", number).good().out())
                .isEqualTo(license.get("key").asText() + "\n");
        assertThat(cli.run("licenses", "suspend", number, "--reason", "unpaid", "-o", "yaml")
                        .good()
                        .out())
                .contains("status: SUSPENDED\n", "stateReason: unpaid\n");
        assertThat(cli.run("licenses", "reinstate", number).good().out()).contains("status", "ACTIVE");
        assertThat(cli.json("licenses", "timeline", number)).hasSizeGreaterThan(2);
        assertThat(cli.json("audit", "list", "--record-id", license.get("id").asText(), "--all"))
                .hasSizeGreaterThan(2);
        assertThat(cli.json("events", "list", "--type", "license.suspended").findValuesAsText("aggregateId"))
                .contains(license.get("id").asText());

        theInstallationComesAndGoes(
                cli.with("MARQUE_LICENSE", license.get("key").asText()), code);
        theFileIsCheckedWithoutANetwork(cli, number);

        cli.run("licenses", "revoke", number, "--yes").good();
        Ended refused = cli.with("MARQUE_LICENSE", license.get("key").asText()).run("validate");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("REVOKED");
        assertThat(cli.run("doctor").good().out()).contains("ok       sign-in", "ok       signature", "ok       clock");
        assertThat(cli.run("logout").good().err()).contains("Signed out");
        assertThat(cli.run("products", "list").code()).isEqualTo(3);
    }

    private static void theInstallationComesAndGoes(Cli installed, String product) {
        assertThat(installed.run("activate", "--name", "build server").good().out())
                .contains("activated", "yes");
        assertThat(installed
                        .run("validate", "--product", product, "--features", "export")
                        .good()
                        .out())
                .contains("VALID");
        Ended other = installed.run("activate", "--fingerprint", "another-machine");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("TOO_MANY_ACTIVATIONS");
        installed.run("deactivate").good();
        installed.run("activate", "--fingerprint", "another-machine").good();
    }

    private void theFileIsCheckedWithoutANetwork(Cli cli, String number) throws Exception {
        cli.run("keys", "public", "--out", "keys.json").good();
        cli.run("files", "license", number, "--encrypt=false", "--ttl", "P7D", "--out", "license.lic")
                .good();
        Cli offline = cli.with("MARQUE_URL", NOBODY);
        assertThat(offline.run("license", "verify", "license.lic", "--keys", "keys.json")
                        .good()
                        .out())
                .contains(number);
        Path file = home().resolve("license.lic");
        Files.writeString(file, Files.readString(file).replaceFirst("[a-z]", "A"));
        assertThat(offline.run("license", "verify", "license.lic", "--keys", "keys.json")
                        .code())
                .isEqualTo(1);
    }
}
