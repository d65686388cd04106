package dev.marque.app.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import dev.marque.keygen.route.NoCounterpart;
import dev.marque.keygen.route.Route;
import dev.marque.keygen.route.Router;
import dev.marque.keygen.webhook.EventNames;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about this API says what is there. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class KeygenPageTest {

    private static final Path PAGE = Path.of("../docs/keygen-api.md");
    private static final String HEAD = "| address | is it there |\n| --- | --- |\n";

    private static final String EVENTS = "| Keygen's event | Marque's |\n| --- | --- |\n";
    private static final String NEVER = "Never sent: ";
    private static final String EVENTS_END = "; and all of";

    @Inject
    World world;

    @Inject
    Router router;

    @Inject
    NoCounterpart missing;

    /** With {@code -Dgolden.write=true} the table of the page is written anew: it is the end of it. */
    @Test
    void thePageListsEveryAddressWithItsState() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (Route route : router.routes()) {
            String reason = missing.reasons().get(route.name());
            rows.put(
                    route.template() + " " + route.method(),
                    "| `" + route.name() + "` | " + (reason == null ? "yes" : "no: " + reason) + " |");
        }
        String page = Files.readString(PAGE);
        int table = page.indexOf(HEAD) + HEAD.length();
        String expected = page.substring(0, table) + String.join("\n", rows.values()) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    /** The same for the table of events. */
    @Test
    void thePageListsEveryEventUnderItsNames() throws IOException {
        String rows = EventNames.all().entrySet().stream()
                .map(entry -> "| `" + entry.getKey() + "` | `" + String.join("`, `", entry.getValue()) + "` |\n")
                .collect(Collectors.joining());
        String never = EventNames.neverTold().stream().collect(Collectors.joining("`, `", "`", "`"));
        String page = Files.readString(PAGE);
        int table = page.indexOf(EVENTS) + EVENTS.length();
        int end = page.indexOf(EVENTS_END, table);
        String expected = page.substring(0, table) + rows + "\n" + NEVER + never + page.substring(end);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    @Test
    void whatHasNoCounterpartSaysSo() {
        for (String name : missing.reasons().keySet()) {
            String[] parts = name.split(" ", 2);
            String path = parts[1].replaceAll("\\{[a-z]+}", "x");

            Answer answer = new KeygenClient(world.admin()).send(parts[0], path, null);

            assertThat(answer.status()).as(name + " " + answer).isEqualTo(404);
            assertThat(answer.text("/errors/0/code")).isEqualTo("NOT_SUPPORTED");
            assertThat(answer.text("/errors/0/detail"))
                    .isEqualTo(missing.reasons().get(name));
        }
    }
}
