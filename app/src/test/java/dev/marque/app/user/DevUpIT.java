package dev.marque.app.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./dev up} promises to the person in front of it. */
class DevUpIT {

    private static final Pattern SHOWN_PASSWORD = Pattern.compile("password {2}(\\S+)");
    private static final Duration REFUSAL = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void thePasswordIsShownOnceAndTheDataIsThereAtTheSecondStart() throws Exception {
        MarqueLaunch launch = MarqueLaunch.devUp(folder.resolve("data"));
        String password;
        String userId;
        try (RunningMarque first = launch.ready()) {
            first.awaitOutput("Ctrl-C");
            Matcher shown = SHOWN_PASSWORD.matcher(first.output());
            assertThat(shown.find()).as(first.output()).isTrue();
            password = shown.group(1);
            assertThat(shown.find()).isFalse();
            userId = Staff.signIn(first.url(), MarqueLaunch.ADMIN_EMAIL, password)
                    .me();
        }

        long start = System.nanoTime();
        try (RunningMarque second = launch.ready()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(Staff.signIn(second.url(), MarqueLaunch.ADMIN_EMAIL, password)
                            .me())
                    .isEqualTo(userId);
            assertThat(second.output()).contains(second.url()).doesNotContain("password", password);
        }
    }

    @Test
    void ctrlCStopsEverythingThatWasStarted() throws Exception {
        try (RunningMarque marque = MarqueLaunch.devUp(folder.resolve("data")).ready()) {
            ProcessHandle postgres = marque.postgres().orElseThrow();
            // The port is busy now, and a second Marque says so instead of failing somewhere deep.
            RunningMarque onSamePort = MarqueLaunch.devUp(folder.resolve("other"))
                    .on(folder.resolve("other"), marque.launch().port())
                    .start();
            assertThat(onSamePort.awaitExit(REFUSAL)).isEqualTo(1);
            assertThat(onSamePort.output())
                    .contains("Port " + marque.launch().port() + " is taken", "MARQUE_PORT=")
                    .doesNotContain("Exception");

            RunningMarque onSameData =
                    MarqueLaunch.devUp(marque.launch().data()).start();
            assertThat(onSameData.awaitExit(REFUSAL)).isEqualTo(1);
            assertThat(onSameData.output())
                    .contains("Another Marque is running on the data folder", "MARQUE_DATA")
                    .doesNotContain("Exception");

            marque.ctrlC();
            assertThat(postgres.isAlive()).isFalse();
            assertThat(processesThatMention(folder)).isEmpty();
            // Free again, which is the proof that nobody listens.
            try (ServerSocket socket = new ServerSocket(marque.launch().port())) {
                assertThat(socket.isBound()).isTrue();
            }
        }
    }

    @Test
    void aHalfWrittenDataFolderGetsAWayOut() throws Exception {
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("postgres/base"));
        try (RunningMarque marque = MarqueLaunch.devUp(data).start()) {
            assertThat(marque.awaitExit(REFUSAL)).isEqualTo(1);
            assertThat(marque.output())
                    .contains("is not a PostgreSQL data folder", "mv " + data.toRealPath())
                    .doesNotContain("Exception");
        }
    }

    @Test
    void afterKill9OfServerAndDatabaseTheNextStartRecovers() throws Exception {
        MarqueLaunch launch =
                MarqueLaunch.devUp(folder.resolve("data")).with("MARQUE_ADMIN_PASSWORD", MarqueLaunch.ADMIN_PASSWORD);
        RunningMarque killed = launch.ready();
        String userId = Staff.admin(killed).me();
        killed.kill9();
        killed.kill9Postgres();
        try (RunningMarque again = launch.ready()) {
            assertThat(Staff.admin(again).me()).isEqualTo(userId);
        }
    }

    private static List<String> processesThatMention(Path folder) throws IOException {
        String path = folder.toRealPath().toString();
        return ProcessHandle.allProcesses()
                .map(handle -> handle.info().commandLine().orElse(""))
                .filter(line -> line.contains(path))
                .toList();
    }
}
