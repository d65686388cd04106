package dev.marque.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.cli.FakeServer;
import dev.marque.cli.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, what is sent again, and what refusals come to. */
class CallsTest {

    private static final String EMPTY_PAGE = "{\"items\": []}";

    @TempDir
    private static Path home;

    private FakeServer server = started();

    private static FakeServer started() {
        try {
            return new FakeServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() {
        server.close();
        server = started();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Run run() {
        return new Run(home).with("MARQUE_TOKEN", "mqk_secret").with("MARQUE_URL", server.url());
    }

    @Test
    void aListIsReadPageByPageUpToWhatWasAskedFor() {
        server.reply(200, "{\"items\": [{\"id\": \"1\"}, {\"id\": \"2\"}], \"next\": \"a b\"}");
        server.reply(200, "{\"items\": [{\"id\": \"3\"}], \"next\": \"more\"}");
        Run.Ended ended = run().run("products", "list", "--limit", "3", "-q");
        assertThat(ended).isEqualTo(new Run.Ended(0, "1\n2\n3\n", ""));
        assertThat(server.seen())
                .extracting(FakeServer.Seen::target)
                .containsExactly("/api/v1/products?limit=3", "/api/v1/products?limit=1&after=a%20b");
        assertThat(server.seen().getFirst().authorization()).isEqualTo("Bearer mqk_secret");
    }

    @Test
    void whoeverSeesOnlyAPartIsToldOfTheRest() {
        server.reply(200, "{\"items\": [{\"id\": \"1\", \"code\": \"NOTE\"}], \"next\": \"c-1\"}");
        assertThat(run().run("products", "list", "--limit", "1").err())
                .isEqualTo("There is more: --all, or --after c-1\n");
        server.reply(200, EMPTY_PAGE);
        server.reply(200, EMPTY_PAGE);
        assertThat(run().run("products", "list", "--all").err()).contains("Nothing found.");
    }

    @Test
    void aServerThatIsBusyIsAskedAgainWhenItSays() {
        server.reply(503, "", Map.of("Retry-After", "2")).reply(429, "").reply(200, EMPTY_PAGE);
        Run run = run();
        assertThat(run.run("products", "list").code()).isZero();
        assertThat(run.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @Test
    void aWriteIsRepeatedWithTheSameKeySoThatItTakesEffectOnce() {
        server.reply(503, "").reply(201, "{\"id\": \"p-1\", \"code\": \"NOTE\"}");
        Run.Ended ended = run().run("products", "create", "--code", "NOTE", "--name", "Notepad", "-q");
        assertThat(ended).isEqualTo(new Run.Ended(0, "p-1\n", ""));
        assertThat(server.seen()).hasSize(2);
        assertThat(server.seen().get(0)).isEqualTo(server.seen().get(1));
        assertThat(server.seen().get(0).idempotencyKey()).hasSize(36);
        assertThat(server.seen().get(0).body()).isEqualTo("{\"code\":\"NOTE\",\"name\":\"Notepad\"}");
        run().run("products", "create", "--code", "NOTE", "--name", "Notepad", "--idempotency-key", "mine");
        assertThat(server.seen().getLast().idempotencyKey()).isEqualTo("mine");
    }

    @Test
    void nobodyWaitsLongerThanItTakesToTypeTheCommandAgain() {
        server.reply(429, "{\"title\": \"Too many calls\", \"code\": \"rate-limited\"}", Map.of("Retry-After", "60"));
        Run run = run();
        Run.Ended ended = run.run("products", "list");
        assertThat(ended.code()).isEqualTo(8);
        assertThat(ended.err()).isEqualTo("Too many calls.\n  Try again in 60 s.\n");
        assertThat(run.pauses()).isEmpty();
    }

    @Test
    void aRefusalNamesTheOptionThatIsWrong() {
        server.reply(422, """
                {"title": "Some of the input is not acceptable", "code": "invalid-input", "requestId": "r-1", "errors": [
                 {"pointer": "/maxActivations", "detail": "must be at least 1"},
                 {"pointer": "/rules/meters/users", "detail": "is unknown"},
                 {"parameter": "productId", "detail": "is no UUID"}]}""");
        Run.Ended ended = run().run("products", "create", "--code", "X", "--name", "Y");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo("""
                Some of the input is not acceptable.
                  --max-activations: must be at least 1
                  --rules (meters/users): is unknown
                  --product-id: is no UUID
                """);
    }

    @Test
    void whatIsSaidIsWhatThisRefusalIsAbout() {
        server.reply(
                404, "{\"title\": \"There is nothing at this address\", \"detail\": \"There is no such product.\"}");
        assertThat(run().run("products", "show", "0190b3a2-0000-7000-8000-000000000000"))
                .isEqualTo(new Run.Ended(5, "", "There is no such product.\n"));
    }

    @Test
    void eachKindOfRefusalHasItsExitCode() {
        Map<Integer, Integer> codes = Map.of(400, 2, 401, 3, 403, 4, 404, 5, 409, 6, 412, 6, 500, 10, 502, 7);
        codes.forEach((status, code) -> {
            server.close();
            server = started().reply(status, "<html>a proxy</html>");
            assertThat(run().run("products", "show", "0190b3a2-0000-7000-8000-000000000000")
                            .code())
                    .as("status " + status)
                    .isEqualTo(code);
        });
    }

    @Test
    void anAnswerThatIsNoneOfOursIsSaidToBeNone() {
        server.reply(200, "<html>Welcome to nginx</html>");
        Run.Ended ended = run().run("products", "list");
        assertThat(ended.code()).isEqualTo(10);
        assertThat(ended.err()).contains("The answer is not from Marque", "a proxy before it");
    }

    @Test
    void recordsAreCalledByTheirNames() {
        server.reply(200, "{\"items\": [{\"id\": \"id-1\", \"code\": \"MEMO\"}], \"next\": \"n\"}")
                .reply(200, "{\"items\": [{\"id\": \"id-2\", \"code\": \"NOTE\"}]}")
                .reply(200, "{\"id\": \"id-2\"}");
        assertThat(run().run("product", "show", "NOTE", "-q").out()).isEqualTo("id-2\n");
        assertThat(server.seen().getLast().target()).isEqualTo("/api/v1/products/id-2");
        server.reply(200, EMPTY_PAGE).reply(200, EMPTY_PAGE);
        Run.Ended none = run().run("licenses", "list", "--product", "NONE");
        assertThat(none.code()).isEqualTo(5);
        assertThat(none.err()).contains("There are no products with the code NONE.");
    }

    @Test
    void whatCannotBeANameIsTheNameOfNothing() {
        server.reply(422, """
                {"code": "invalid-input", "title": "Some of the input is not acceptable",
                 "errors": [{"parameter": "number", "detail": "must be a license number such as ENT-202611-271828"}]}""");

        Run.Ended none = run().run("licenses", "show", "NOPE-1");

        assertThat(none.code()).isEqualTo(5);
        assertThat(none.err())
                .contains("There are no licenses with the number NOPE-1.")
                .doesNotContain("--number");
    }

    @Test
    void whatIsMissingIsNamed() {
        Run.Ended missing = run().run("licenses", "suspend");

        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("LICENSE is missing; see --help.");
    }

    @Test
    void whatCannotBeTakenBackIsAskedAboutOnATerminal() {
        server.reply(204, "");
        String id = "0190b3a2-0000-7000-8000-000000000000";
        assertThat(run().onTerminal().input("n\n").run("webhooks", "delete", id).err())
                .contains("Delete a webhook, with the log of its deliveries?", "Nothing was done.");
        assertThat(server.seen()).isEmpty();
        assertThat(run().onTerminal()
                        .input("yes\n")
                        .run("webhooks", "delete", id)
                        .code())
                .isZero();
        assertThat(run().run("webhooks", "delete", id).err()).isEqualTo("Done.\n");
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    void pathsHoldWhatWasTypedAndNothingElse() {
        server.reply(204, "");
        run().run("products", "unlist-version", "0190b3a2-0000-7000-8000-000000000000", "1.0/../2?x=1");
        assertThat(server.seen().getLast().target())
                .isEqualTo("/api/v1/products/0190b3a2-0000-7000-8000-000000000000/versions/1.0%2F..%2F2%3Fx%3D1");
    }

    @Test
    void followingTellsEveryEventOnceInOrder() {
        server.reply(200, "{\"items\": [{\"id\": \"e1\", \"type\": \"a\"}]}")
                .reply(
                        200,
                        "{\"items\": [{\"id\": \"e3\", \"type\": \"c\"}, {\"id\": \"e2\", \"type\": \"b\"}, {\"id\": \"e1\"}]}")
                .reply(200, "{\"items\": [{\"id\": \"e5\", \"type\": \"d\"}, {\"id\": \"e3\"}, {\"id\": \"e2\"}]}");
        Run.Ended ended = run().run("events", "list", "--follow", "--count", "3", "-o", "json");
        assertThat(ended.out()).isEqualTo("""
                {"id":"e2","type":"b"}
                {"id":"e3","type":"c"}
                {"id":"e5","type":"d"}
                """);
        server.reply(200, EMPTY_PAGE)
                .reply(200, "{\"items\": [{\"id\": \"e7\", \"type\": \"f\"}, {\"id\": \"e6\", \"type\": \"e\"}]}");
        assertThat(run().run("events", "list", "--follow", "--count", "2", "-o", "csv", "--columns", "id,type")
                        .out())
                .isEqualTo("id,type\r\ne6,e\r\ne7,f\r\n");
    }
}
