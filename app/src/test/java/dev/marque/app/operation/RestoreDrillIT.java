package dev.marque.app.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.app.faults.Journal;
import dev.marque.app.faults.Server;
import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import dev.marque.app.testing.Shop;
import dev.marque.app.user.MarqueLaunch;
import dev.marque.app.user.RunningMarque;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill: fill, back up under load, lose everything but the master key and the backups, restore, compare. Then the same
 * from the copy of the files and the log, which lose nothing that was acknowledged before the chosen moment.
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class RestoreDrillIT {

    private static final int SEATS = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void everythingOfBeforeTheBackupIsThereAfterTheRestore() throws Exception {
        MarqueLaunch launch = MarqueLaunch.packaged(folder.resolve("data"))
                .with("MARQUE_BACKUP_STORE", folder.resolve("backups").toString())
                .with("MARQUE_BACKUP_WAL", "true")
                .with("MARQUE_BACKUP_WAL_EVERY", "PT2S");
        Shop.License license;
        Answer keys;
        Answer signed;
        Set<String> before;
        Set<String> acknowledged;
        Instant moment;
        String refused;
        try (RunningMarque marque = launch.ready()) {
            // The one that is due at the first start; two are not made at once.
            marque.awaitOutput("restored and compared");
            Api admin = Server.signIn(marque.url());
            license = Server.license(admin, SEATS);
            signed = license.activate("the-machine");
            keys = admin.get("/.well-known/jwks.json");
            try (Journal journal = new Journal(license)) {
                journal.awaitMore(50);
                before = Set.copyOf(journal.acknowledged());
                makeGoodBackup(admin, journal);
                acknowledged = Set.copyOf(journal.acknowledged());
                moment = Instant.now();
                awaitShipped(admin, moment, journal);
            }
            refused = run(launch, "restore", "latest");
            license.act("revoke");
            marque.kill9();
        }
        assertThat(refused).contains("Another Marque is running");
        lose(launch.data());

        assertThat(run(launch, "restore", "latest")).contains("Restored").contains("Everybody signs in again");
        assertThat(run(launch, "restore", "latest")).contains("--overwrite");

        try (RunningMarque again = launch.ready()) {
            Api admin = Server.signIn(again.url());
            assertThat(Server.activations(admin, license.id())).containsAll(before);
            assertThat(license.validate("the-machine").code()).isEqualTo("VALID");
            assertThat(admin.get("/.well-known/jwks.json").json()).isEqualTo(keys.json());
            Answer renewed = license.installation()
                    .post("/api/v1/licensing/refresh", "{\"token\": \"" + signed.text("/token") + "\"}");
            assertThat(renewed.json().at("/refreshed").asBoolean())
                    .as(renewed.toString())
                    .isTrue();
        }

        assertThat(run(launch, "restore", "--until", moment.toString())).contains("--overwrite");
        assertThat(run(launch, "restore", "--until", moment.toString(), "--overwrite"))
                .contains("Restored as of " + moment);
        try (RunningMarque again = launch.ready()) {
            Api admin = Server.signIn(again.url());
            assertThat(Server.activations(admin, license.id())).containsAll(acknowledged);
            assertThat(license.validate("the-machine").code()).isEqualTo("VALID");
        }
    }

    @Test
    void aBackupMadeBesideARunningServerByCommandIsListed() throws Exception {
        MarqueLaunch launch = MarqueLaunch.packaged(folder.resolve("data"))
                .with("MARQUE_BACKUP_STORE", folder.resolve("backups").toString())
                .with("MARQUE_ROLES", "api,licensing,worker");
        try (RunningMarque _ = launch.ready()) {
            assertThat(run(launch, "backup")).contains("restored and compared");
            assertThat(run(launch, "backup", "--list")).contains("marque-").doesNotContain("did not prove good");
        }
    }

    /** Returns when the server can be put back to a moment. */
    private static void awaitShipped(Api admin, Instant moment, Journal journal) throws InterruptedException {
        Instant until = Instant.MIN;
        while (until.isBefore(moment)) {
            journal.awaitMore(20);
            for (JsonNode window : admin.get("/api/v1/recovery-window").json().at("/windows")) {
                until = Instant.parse(window.get("until").asText());
            }
        }
    }

    /** The journal sets the pace: it is a backup under load. */
    private static void makeGoodBackup(Api admin, Journal journal) throws InterruptedException {
        Answer asked = admin.send("POST", "/api/v1/backups", null);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        Answer backup = asked;
        while (List.of("WAITING", "RUNNING").contains(backup.text("/state"))) {
            journal.awaitMore(5);
            backup = admin.get("/api/v1/backups/" + asked.text("/id"));
        }
        assertThat(backup.text("/state")).as(backup.toString()).isEqualTo("GOOD");
    }

    /** Everything goes but the master key, which an operator keeps elsewhere. */
    private static void lose(Path data) throws Exception {
        byte[] key = Files.readAllBytes(data.resolve("master.key"));
        Files.move(data, data.resolveSibling("lost"));
        Files.createDirectories(data);
        Files.write(data.resolve("master.key"), key);
    }

    private static String run(MarqueLaunch launch, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(launch.command());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MARQUE_DATA", launch.data().toString());
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
