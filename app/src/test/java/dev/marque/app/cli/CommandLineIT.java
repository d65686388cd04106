package dev.marque.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.cli.Cli.Ended;
import dev.marque.app.faults.Server;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.Project;
import dev.marque.app.user.RunningMarque;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a server that runs, and one that does not. */
class CommandLineIT {

    private static final String NOBODY = "http://localhost:1";

    @TempDir
    private static Path folder;

    @TempDir
    Path home;

    private static @Nullable RunningMarque running;
    private static @Nullable Api api;

    @BeforeAll
    static void start() throws Exception {
        // Without the role backup: one that is asked for here has to wait, since making it takes a minute.
        running = MarqueLaunch.packaged(folder.resolve("data"))
                .with("MARQUE_ROLES", "api,licensing,worker")
                .ready();
        api = Server.signIn(running.url());
    }

    @AfterAll
    static void stop() throws Exception {
        marque().close();
    }

    private static RunningMarque marque() {
        return Objects.requireNonNull(running);
    }

    private static Api admin() {
        return Objects.requireNonNull(api);
    }

    /** Signed in by a token, as a script is. */
    private Cli script() {
        String token = Objects.requireNonNull(admin().authorization()).substring("Bearer ".length());
        return stranger().with("MARQUE_TOKEN", token);
    }

    private Cli stranger() {
        return new Cli(home, Map.of("MARQUE_URL", marque().url()));
    }

    private static Shop.License license() {
        return new Shop(admin()).license();
    }

    /** A command that were wired to nothing would be refused by the server for its address, its method or its body. */
    @Test
    void everyCommandOfTheTableReachesItsOperation() throws Exception {
        Cli staff = script();
        String shared = license().key();
        List<Listed> commands = Listed.all();
        assertThat(commands).hasSizeGreaterThan(200);
        for (Listed listed : commands) {
            // Transferring gives the license away, and with it the key.
            Cli caller = listed.ofInstallation()
                    ? stranger()
                            .with(
                                    "MARQUE_LICENSE",
                                    listed.words().contains("transfer")
                                            ? license().key()
                                            : shared)
                    : staff;
            Ended ended = caller.run(listed.words().toArray(String[]::new));
            boolean reads = listed.method().equals("GET") && !listed.needsRecord();
            boolean forOperators = ended.code() == 4 && ended.err().contains("permission");
            if (reads && !forOperators) {
                assertThat(ended.code()).as(listed + "\n" + ended).isZero();
            } else {
                assertThat(ended.code()).as(listed + "\n" + ended).isIn(0, 1, 2, 4, 5, 6);
            }
            assertThat(ended.err())
                    .as(listed.toString())
                    .doesNotContain(
                            "Say --",
                            "Unknown option",
                            "Missing required",
                            "not from Marque",
                            "nothing at this address",
                            "media type",
                            "HTTP method",
                            "A mistake");
        }
    }

    @Test
    void whatAVendorHasIsMadeShownChangedAndRemoved() throws Exception {
        Files.writeString(home.resolve("rules.json"), """
                {"authentication": {"strategy": "MIXED"},
                 "meters": {"api-calls": {"kind": "PER_PERIOD", "limit": 100, "period": "P1M"}}}""");
        new Errands(script(), Shop.newCode()).run(Errands.OF_A_VENDOR);
        assertThat(home.resolve("globex.lic")).content().startsWith("-----BEGIN LICENSE FILE-----");
        assertThat(home.resolve("audit.csv")).content().contains("license.created");
    }

    @Test
    void eventsAreToldAsTheyHappen() throws Exception {
        Cli cli = script();
        CompletableFuture<Ended> told = CompletableFuture.supplyAsync(
                () -> cli.run("events", "list", "--type", "product.created", "--follow", "--count", "1", "-o", "json"));
        while (!told.isDone()) {
            // When it begins to listen is not known: what comes before is not told.
            new Shop(admin()).product();
            Thread.sleep(300);
        }
        assertThat(told.join().json().get("type").asText()).isEqualTo("product.created");
    }

    @Test
    void backupsAreTheServersOwn() {
        Cli operator = new Cli(home, Map.of("HOME", home.toString()))
                .with("MARQUE_HOME", home.toString())
                .with(
                        "MARQUE_SERVER_JAR",
                        Project.file("app/target/quarkus-app/quarkus-run.jar").toString());
        String data = folder.resolve("data").toString();
        operator.run(
                        "backup",
                        "--list",
                        "--data",
                        data,
                        "--store",
                        home.resolve("backups").toString())
                .good();
        Ended none = operator.run(
                "restore",
                "latest",
                "--data",
                data,
                "--store",
                home.resolve("backups").toString());
        assertThat(none.code()).isEqualTo(10);
        assertThat(none.out()).containsIgnoringCase("backup");
    }

    @Test
    void aVendorSellsALicenseFromTheCommandLine() throws Exception {
        Cli cli = new Cli(home, Map.of("HOME", home.toString()));
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
        Path file = home.resolve("license.lic");
        Files.writeString(file, Files.readString(file).replaceFirst("[a-z]", "A"));
        assertThat(offline.run("license", "verify", "license.lic", "--keys", "keys.json")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void whatGoesWrongIsSaidPlainlyAndHasItsExitCode() {
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
    void aRepeatedWriteTakesEffectOnce() {
        Cli cli = script();
        String[] words = {
            "products",
            "create",
            "--code",
            Shop.newCode(),
            "--name",
            "Once",
            "--idempotency-key",
            "k-" + Shop.newCode(),
            "-q"
        };
        assertThat(cli.run(words).good().out()).isEqualTo(cli.run(words).good().out());
    }

    @Test
    void aSignInThatWasEndedElsewhereIsSaidToHaveEnded() {
        Cli cli = new Cli(home, Map.of("HOME", home.toString()));
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

    @Test
    void inATerminalThereAreColoursQuestionsAndProgress() throws Exception {
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
        assertThat(home.resolve("all.zip")).isNotEmptyFile();
        Ended away = cli.inTerminal("doctor", "--server", NOBODY);
        assertThat(away.code()).isEqualTo(9);
        assertThat(away.out()).contains("\u001b[31mfault\u001b[0m", "cannot be reached");
        Ended invalid =
                stranger().with("MARQUE_LICENSE", license.key()).inTerminal("validate", "--features", "unknown");
        assertThat(invalid.code()).isEqualTo(1);
    }
}
