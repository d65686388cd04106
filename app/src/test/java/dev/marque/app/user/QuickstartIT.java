package dev.marque.app.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.user.Page.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/quickstart.md} does what it says, command by command. */
class QuickstartIT {

    private static final String MARK = "=== end of a block ===";
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path folder;

    @Test
    void thePageDoesWhatItSays() throws Exception {
        Page page = Page.read(Project.file("docs/quickstart.md"));
        assertThat(page.steps()).hasSizeGreaterThan(10);
        MarqueLaunch launch =
                MarqueLaunch.devUp(folder.resolve("data")).with("MARQUE_ADMIN_PASSWORD", MarqueLaunch.ADMIN_PASSWORD);
        try (RunningMarque marque = launch.ready()) {
            // A block without an answer on the page prints nothing, hence the empty lines between marks count.
            List<String> answers = List.of(run(page.script(MARK), marque.url()).split(MARK + "\n", -1));
            assertThat(answers).hasSize(page.steps().size() + 1);
            for (int i = 0; i < page.steps().size(); i++) {
                Step step = page.steps().get(i);
                assertThat(answers.get(i).strip()).as(step.commands()).matches(step.expected());
            }
        }
    }

    private String run(String script, String url) throws Exception {
        Path errors = folder.resolve("errors.txt");
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = Project.inOwnGroup(List.of("bash", "-c", script))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("MARQUE", url);
        Process bash = builder.start();
        assertThat(bash.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(bash.exitValue())
                .as("%s%n%s", said, Files.readString(errors))
                .isZero();
        return said;
    }
}
