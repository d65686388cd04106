package dev.marque.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.cli.FakeServer;
import dev.marque.cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in, being remembered, and being remembered by nobody else. */
class SignInTest {

    private static final String TOKENS = """
            {"status": "SIGNED_IN", "accessToken": "access-%1$s", "refreshToken": "refresh-%1$s", "expiresInSeconds": 900}""";
    private static final String ME = "{\"name\": \"Ada\", \"tenant\": \"main\", \"kind\": \"USER\"}";
    private static final String PAGE = "{\"items\": []}";

    @TempDir
    Path home;

    private Run run() {
        return new Run(home).with("HOME", home.toString());
    }

    private Run.Ended login(FakeServer server, String... more) {
        String[] words = new String[more.length + 6];
        System.arraycopy(
                new String[] {"login", "--server", server.url(), "--email", "ada@example.com", "--password-stdin"},
                0,
                words,
                0,
                6);
        System.arraycopy(more, 0, words, 6, more.length);
        return run().input("correct horse\n").run(words);
    }

    @Test
    void aSignInIsRememberedInAFileForItsOwnerOnlyAndItsSecretNowhereElse() throws Exception {
        try (FakeServer server = new FakeServer()) {
            server.reply(200, TOKENS.formatted(1)).reply(200, ME).reply(200, PAGE);
            Run.Ended ended = login(server);
            assertThat(ended.code()).isZero();
            assertThat(ended.err()).contains("Signed in to " + server.url() + " as Ada; kept in");
            Path settings = home.resolve(".config/marque");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.resolve("secrets.json"))))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(settings.resolve("profiles.json"))).doesNotContain("access-1", "refresh-1");
            assertThat(ended.out() + ended.err()).doesNotContain("access-1", "refresh-1", "correct horse");
            assertThat(run().run("products", "list").code()).isZero();
            assertThat(server.seen().getLast().authorization()).isEqualTo("Bearer access-1");
        }
    }

    @Test
    void aSecondFactorIsAskedForAndWithoutAnybodyToAskItIsSaidHow() throws Exception {
        try (FakeServer server = new FakeServer()) {
            String needed = "{\"status\": \"SECOND_FACTOR_NEEDED\", \"challenge\": \"mqc_1\"}";
            server.reply(200, needed).reply(200, TOKENS.formatted(1)).reply(200, ME);
            assertThat(login(server, "--code", "123456").code()).isZero();
            assertThat(server.seen().get(1).body()).isEqualTo("{\"challenge\":\"mqc_1\",\"code\":\"123456\"}");
            server.reply(200, needed);
            Run.Ended silent = login(server);
            assertThat(silent.code()).isEqualTo(3);
            assertThat(silent.err()).contains("--code CODE");
        }
    }

    @Test
    void onATerminalEverythingIsAskedFor() throws Exception {
        try (FakeServer server = new FakeServer()) {
            server.reply(200, TOKENS.formatted(1)).reply(200, ME);
            Run.Ended ended =
                    run().onTerminal().input("ada@example.com\ncorrect horse\n").run("login", "--server", server.url());
            assertThat(ended.code()).isZero();
            assertThat(server.seen().getFirst().body())
                    .isEqualTo("{\"email\":\"ada@example.com\",\"password\":\"correct horse\"}");
        }
    }

    @Test
    void aWrongPasswordIsSaidPlainlyAndNothingIsRemembered() throws Exception {
        try (FakeServer server = new FakeServer()) {
            server.reply(401, "{\"title\": \"The credentials are not valid\"}");
            Run.Ended ended = login(server);
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("That is not right").doesNotContain("correct horse");
            assertThat(home.resolve(".config/marque/secrets.json")).doesNotExist();
        }
    }

    @Test
    void aSignInRenewsItselfBeforeItEndsAndWhenItIsNotTaken() throws Exception {
        try (FakeServer server = new FakeServer()) {
            server.reply(200, TOKENS.formatted(1)).reply(200, ME);
            login(server);
            server.reply(200, PAGE).reply(200, TOKENS.formatted(2)).reply(200, PAGE);
            run().at(Run.NOW.plusSeconds(100)).run("products", "list");
            run().at(Run.NOW.plusSeconds(880)).run("products", "list");
            assertThat(server.seen().getLast().authorization()).isEqualTo("Bearer access-2");
            server.reply(401, "").reply(200, TOKENS.formatted(3)).reply(200, PAGE);
            assertThat(run().at(Run.NOW.plusSeconds(900))
                            .run("products", "list")
                            .code())
                    .isZero();
            assertThat(server.seen().getLast().authorization()).isEqualTo("Bearer access-3");
        }
    }

    /** A refresh token works once, and who shows it twice is taken for a thief. */
    @Test
    void runsAtTheSameMomentRenewASignInOnce() throws Exception {
        try (FakeServer server = new FakeServer()) {
            server.route("/api/v1/auth/login", 200, TOKENS.formatted(1))
                    .route("/api/v1/auth/refresh", 200, TOKENS.formatted(2))
                    .route("/api/v1/me", 200, ME)
                    .route("/api/v1/products", 200, PAGE);
            login(server);
            try (ExecutorService runs = Executors.newFixedThreadPool(6)) {
                List<Future<Run.Ended>> ended = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    ended.add(runs.submit(
                            () -> run().at(Run.NOW.plusSeconds(1000)).run("products", "list")));
                }
                for (Future<Run.Ended> each : ended) {
                    assertThat(each.get().code()).isZero();
                }
            }
            assertThat(server.seen())
                    .filteredOn(seen -> seen.target().endsWith("/refresh"))
                    .hasSize(1);
        }
    }

    @Test
    void aSignInThatHasEndedIsSaidToHaveEnded() throws Exception {
        try (FakeServer server = new FakeServer()) {
            server.reply(200, TOKENS.formatted(1)).reply(200, ME).reply(401, "{}");
            login(server);
            Run.Ended ended = run().at(Run.NOW.plusSeconds(10_000)).run("products", "list");
            assertThat(ended).isEqualTo(new Run.Ended(3, "", "Your sign-in has ended.\n  Sign in: marque login\n"));
        }
    }

    @Test
    void aSignInGoesToNoOtherServerThanItsOwn() throws Exception {
        try (FakeServer server = new FakeServer();
                FakeServer other = new FakeServer()) {
            server.reply(200, TOKENS.formatted(1)).reply(200, ME);
            other.reply(200, PAGE);
            login(server);
            Run.Ended ended = run().run("products", "list", "--server", other.url());
            assertThat(ended.code()).isEqualTo(3);
            assertThat(other.seen()).isEmpty();
        }
    }

    @Test
    void signingOutEndsItHereAndAtTheServer() throws Exception {
        try (FakeServer server = new FakeServer()) {
            server.reply(200, TOKENS.formatted(1)).reply(200, ME).reply(204, "");
            login(server);
            assertThat(run().run("logout").err()).contains("Signed out of " + server.url());
            assertThat(server.seen().getLast().body()).isEqualTo("{\"refreshToken\":\"refresh-1\"}");
            assertThat(run().run("products", "list").code()).isEqualTo(3);
            assertThat(run().run("logout").err()).contains("Nobody was signed in.");
        }
    }

    @Test
    void profilesAreListedChosenAndForgotten() throws Exception {
        try (FakeServer server = new FakeServer()) {
            server.reply(200, ME);
            run().run(
                            "login",
                            "--server",
                            server.url(),
                            "--api-key",
                            "mqk_a",
                            "--profile",
                            "test",
                            "--environment",
                            "staging");
            run().input("mqk_b\n").run("login", "--server", server.url(), "--api-key", "-", "--profile", "default");
            assertThat(run().run("profiles", "list", "-o", "csv", "--columns", "name,environment,current")
                            .out())
                    .isEqualTo("name,environment,current\r\ndefault,,true\r\ntest,staging,false\r\n");
            run().run("profiles", "use", "test");
            run().run("me", "show");
            assertThat(server.seen().getLast().authorization()).isEqualTo("Bearer mqk_a");
            assertThat(run().run("profiles", "remove", "test").code()).isZero();
            assertThat(run().run("profiles", "use", "test").code()).isEqualTo(5);
            run().with("MARQUE_CLI_PROFILE", "default").run("me", "show");
            assertThat(server.seen().getLast().authorization()).isEqualTo("Bearer mqk_b");
        }
    }

    @Test
    void theKeyringIsUsedWhereThereIsOneAndTheFileWhereItRefuses() throws Exception {
        Path tool = Files.createDirectories(home.resolve("bin")).resolve("secret-tool");
        Files.writeString(tool, """
                #!/bin/sh
                ring="$HOME/ring"
                case $1 in
                  store) [ ! -f "$HOME/locked" ] || exit 1; cat > "$ring" ;;
                  lookup) cat "$ring" 2>/dev/null || exit 1 ;;
                  clear) rm -f "$ring" ;;
                esac
                echo "$@" >> "$HOME/arguments"
                """);
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> desktop =
                Map.of("PATH", home.resolve("bin") + ":/usr/bin:/bin", "DBUS_SESSION_BUS_ADDRESS", "x");
        try (FakeServer server = new FakeServer()) {
            server.reply(200, ME);
            Run run = run();
            desktop.forEach(run::with);
            assertThat(run.run("login", "--server", server.url(), "--api-key", "mqk_secret")
                            .err())
                    .contains("kept in the keyring");
            assertThat(home.resolve("ring")).content().contains("mqk_secret");
            assertThat(home.resolve("arguments")).content().doesNotContain("mqk_secret");
            assertThat(home.resolve(".config/marque/secrets.json")).doesNotExist();
            assertThat(run.run("me", "show").code()).isZero();

            Files.createFile(home.resolve("locked"));
            assertThat(run.run("login", "--server", server.url(), "--api-key", "mqk_other")
                            .err())
                    .contains("secrets.json");
            assertThat(run.run("me", "show").code()).isZero();
            assertThat(server.seen().getLast().authorization()).isEqualTo("Bearer mqk_other");
        }
    }
}
