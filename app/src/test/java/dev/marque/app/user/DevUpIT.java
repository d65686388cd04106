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
    private static final Duration REFUSAL = Duration.ofSeconds(30);
    private static final Duration SECOND_START = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    /** One story, because starting is what takes time. */
    @Test
    void theFirstStartShowsAPasswordCtrlCLeavesNothingBehindAndTheSecondStartKeepsTheData() throws Exception {
        MarqueLaunch launch = MarqueLaunch.devUp(folder.resolve("data"));
        String password;
        String userId;
        try (RunningMarque first = launch.ready()) {
            first.awaitOutput("Ctrl-C");
            password = thePasswordIn(first.output());
            userId = Staff.signIn(first.url(), MarqueLaunch.ADMIN_EMAIL, password)
                    .me();
            aSecondOneIsRefusedWithTheWayOut(first.launch());
            ctrlCLeavesNothingBehind(first);
        }
        MarqueLaunch withDemo = MarqueLaunch.devUp(launch.data(), "--demo").with("MARQUE_ADMIN_PASSWORD", password);
        long start = System.nanoTime();
        try (RunningMarque second = withDemo.ready()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SECOND_START);
            Staff admin = Staff.signIn(second.url(), MarqueLaunch.ADMIN_EMAIL, password);
            assertThat(admin.me()).isEqualTo(userId);
            theDemoFillsAnEmptyServer(second, admin);
            assertThat(second.output())
                    .doesNotContain("Unpacking", "Creating the database", "first administrator", password);
        }
    }

    private static String thePasswordIn(String output) {
        Matcher shown = SHOWN_PASSWORD.matcher(output);
        assertThat(shown.find()).as(output).isTrue();
        String password = shown.group(1);
        assertThat(shown.find()).as("shown once").isFalse();
        return password;
    }

    private void aSecondOneIsRefusedWithTheWayOut(MarqueLaunch first) throws Exception {
        MarqueLaunch samePort = MarqueLaunch.devUp(first.data()).on(folder.resolve("other"), first.port());
        assertThat(refusal(samePort)).contains("Port " + first.port() + " is taken", "MARQUE_PORT=");
        MarqueLaunch sameData = MarqueLaunch.devUp(first.data());
        assertThat(refusal(sameData)).contains("Another Marque is running on the data folder", "MARQUE_DATA");
    }

    private void ctrlCLeavesNothingBehind(RunningMarque marque) throws Exception {
        ProcessHandle postgres = marque.postgres().orElseThrow();
        marque.ctrlC();
        assertThat(postgres.isAlive()).isFalse();
        assertThat(processesThatMention(folder)).isEmpty();
        try (ServerSocket socket = new ServerSocket(marque.launch().port())) {
            assertThat(socket.isBound()).as("nobody listens any more").isTrue();
        }
    }

    private static void theDemoFillsAnEmptyServer(RunningMarque marque, Staff admin) throws Exception {
        marque.awaitOutput("Demo data is complete.");
        assertThat(admin.list("/api/v1/products", "code")).containsExactlyInAnyOrder("ENT", "PRO", "MEMO");
        assertThat(admin.list("/api/v1/licenses?limit=200", "status"))
                .hasSize(40)
                .contains("ACTIVE", "IN_GRACE", "EXPIRED", "SUSPENDED", "REVOKED", "ARCHIVED");
        assertThat(admin.list("/api/v1/users", "email")).contains("support@example.com");
        assertThat(admin.list("/api/v1/api-keys", "name")).containsExactly("Web shop");
    }

    @Test
    void aDataFolderThatIsNoDatabaseGetsAWayOut() throws Exception {
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("postgres/base"));
        assertThat(refusal(MarqueLaunch.devUp(data)))
                .contains("is not a PostgreSQL data folder", "mv " + data.toRealPath());
    }

    private static String refusal(MarqueLaunch launch) throws Exception {
        try (RunningMarque refused = launch.start()) {
            assertThat(refused.awaitExit(REFUSAL)).isEqualTo(1);
            assertThat(refused.output()).doesNotContain("Exception");
            return refused.output();
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
