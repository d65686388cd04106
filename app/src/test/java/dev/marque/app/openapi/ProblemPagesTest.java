package dev.marque.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Golden;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.kernel.problem.ProblemType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every problem is explained where its {@code type} points, and in {@code docs/problems}. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class ProblemPagesTest {

    private static final Path FOLDER = Path.of("../docs/problems");

    @Inject
    World world;

    @ParameterizedTest
    @EnumSource
    void aServerExplainsItsProblems(ProblemType type) {
        Answer page = world.anonymous().get("/problems/" + type.code());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type"))
                .hasValueSatisfying(media -> assertThat(media).startsWith("text/html"));
        assertThat(new String(page.body(), StandardCharsets.UTF_8))
                .contains("<h1>" + type.title() + "</h1>", type.code(), String.valueOf(type.status()));
    }

    @Test
    void aProblemThatDoesNotExistHasNoPage() {
        Answer answer = world.anonymous().get("/problems/too-tired");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @EnumSource
    void theDocumentationExplainsEachProblem(ProblemType type) {
        Golden.checkFile(FOLDER.resolve(type.code() + ".md"), page(type));
    }

    @Test
    void theDocumentationListsTheProblems() throws IOException {
        Golden.checkFile(FOLDER.resolve("README.md"), index());

        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> expected = Stream.concat(
                            Stream.of("README.md"),
                            Arrays.stream(ProblemType.values()).map(type -> type.code() + ".md"))
                    .toList();
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String page(ProblemType type) {
        return """
                # %s

                Code `%s`, HTTP status %d.

                %s
                """.formatted(
                type.title(), type.code(), type.status(), type.explanation().strip());
    }

    private static String index() {
        return """
                # Problems

                A call that fails is answered with `application/problem+json` (RFC 9457). Switch on `code`; show `detail` to
                people; `requestId` finds the call in the log. A license that is refused is not a problem: that is a good
                answer with a code of its own.

                These pages are generated from the catalogue, `ProblemType`. A server shows its own at `/problems/<code>`.

                | status | code | meaning |
                | --- | --- | --- |
                """
                + Arrays.stream(ProblemType.values())
                        .map(type -> "| %d | [%s](%s.md) | %s |\n"
                                .formatted(type.status(), type.code(), type.code(), type.title()))
                        .collect(Collectors.joining());
    }
}
