package dev.marque.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.cli.FakeServer;
import dev.marque.cli.Run;
import dev.marque.cli.doctor.Finding.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What doctor makes of what it sees. */
class ChecksTest {

    @TempDir
    Path home;

    @Test
    void clocksMayDifferALittle() {
        assertThat(ServerChecks.clocks(Duration.ofSeconds(29)).state()).isEqualTo(State.OK);
        assertThat(ServerChecks.clocks(Duration.ofSeconds(31)).state()).isEqualTo(State.WARNING);
        Finding wrong = ServerChecks.clocks(Duration.ofSeconds(301));
        assertThat(wrong.state()).isEqualTo(State.FAULT);
        assertThat(wrong.found()).contains("301 s apart");
        assertThat(wrong.advice()).contains("NTP");
    }

    @Test
    void theServersTimeIsToldByAHeaderOrByWhatItSigned() {
        assertThat(ServerChecks.apart("Tue, 24 Nov 2026 12:00:00 GMT", Run.NOW.minusSeconds(7)))
                .contains(Duration.ofSeconds(7));
        assertThat(ServerChecks.apart("", Run.NOW)).isEmpty();
        assertThat(ServerChecks.apart(Run.NOW.minusSeconds(59), Run.NOW)).isZero();
        assertThat(ServerChecks.apart(Run.NOW.minusSeconds(90), Run.NOW)).isEqualTo(Duration.ofSeconds(30));
        assertThat(ServerChecks.apart(Run.NOW.plusSeconds(90), Run.NOW)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void littleRoomIsAWarningAndNoneAFault() {
        assertThat(LocalChecks.disk("disk", home, 5L << 30).state()).isEqualTo(State.OK);
        assertThat(LocalChecks.disk("disk", home, 500L << 20).state()).isEqualTo(State.WARNING);
        assertThat(LocalChecks.disk("disk", home, 50L << 20).state()).isEqualTo(State.FAULT);
    }

    @Test
    void secretsThatOthersCanReadAreAFault() throws Exception {
        Path file = Files.createDirectories(home.resolve(".config/marque")).resolve("secrets.json");
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Run.Ended ended =
                new Run(home).run("doctor", "--server", "http://localhost:1", "-o", "csv", "--columns", "state,check");
        assertThat(ended.code()).isEqualTo(9);
        assertThat(ended.out()).contains("fault,server", "fault,secrets");
    }

    @Test
    void aServerThatIsNoMarqueIsNoticed() throws Exception {
        try (FakeServer server = new FakeServer()) {
            server.reply(404, "<html>no</html>");
            Run.Ended ended = new Run(home).run("doctor", "--server", server.url());
            assertThat(ended.code()).isEqualTo(9);
            assertThat(ended.out()).contains("answers 404 to /health/ready", "→ is it a Marque");
        }
    }
}
