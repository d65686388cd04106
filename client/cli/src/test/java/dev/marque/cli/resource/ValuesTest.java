package dev.marque.cli.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.cli.FakeServer;
import dev.marque.cli.Run;
import dev.marque.keys.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed becomes what the API takes. */
class ValuesTest {

    private static final String POLICY = "0190b3a2-0000-7000-8000-000000000000";

    @TempDir
    Path home;

    private Map<String, @Nullable Object> sent(String... words) throws Exception {
        try (FakeServer server = new FakeServer()) {
            server.reply(200, "{\"response\": \"x\", \"certificate\": \"c\"}");
            Run.Ended ended = new Run(home)
                    .with("MARQUE_TOKEN", "mqk_x")
                    .with("MARQUE_URL", server.url())
                    .input("from the input\n")
                    .run(words);
            assertThat(ended.code()).as(ended.err()).isZero();
            return Json.readObject(server.seen().getLast().body());
        }
    }

    @Test
    void everyKindOfFieldHasItsForm() throws Exception {
        assertThat(sent(
                        "licenses",
                        "issue",
                        "--policy-id",
                        POLICY,
                        "--expires-at",
                        "2027-01-31",
                        "--max-activations",
                        "3",
                        "--features",
                        "export,reports",
                        "--features",
                        "api",
                        "--limits",
                        "users=25",
                        "--metadata",
                        "order=4711",
                        "--metadata",
                        "note=a, b",
                        "--rules",
                        "{\"offline\": {\"longest\": \"P30D\"}}"))
                .isEqualTo(Json.readObject("""
                        {"policyId": "%s", "expiresAt": "2027-01-31T00:00:00Z", "maxActivations": 3,
                         "features": ["export", "reports", "api"], "limits": {"users": 25},
                         "metadata": {"order": "4711", "note": "a, b"}, "rules": {"offline": {"longest": "P30D"}}}""".formatted(POLICY)));
    }

    @Test
    void aBodyIsGivenAsAWholeAndOptionsCountMore() throws Exception {
        Files.writeString(home.resolve("body.json"), "{\"name\": \"Ada\", \"maxActivations\": 1, \"expiresAt\": null}");
        assertThat(sent("licenses", "update", POLICY, "--body", "@body.json", "--max-activations", "5"))
                .isEqualTo(Json.readObject("{\"name\": \"Ada\", \"maxActivations\": 5, \"expiresAt\": null}"));
    }

    @Test
    void textsComeFromFilesAndTheInput() throws Exception {
        Files.writeString(home.resolve("request.txt"), "-----BEGIN\nx\n-----END\n");
        assertThat(sent("files", "activate", "--request", "@request.txt", "--qr")
                        .get("request"))
                .isEqualTo("-----BEGIN\nx\n-----END");
        assertThat(sent("licenses", "suspend", POLICY, "--reason", "@-")).containsEntry("reason", "from the input");
        assertThat(sent("licenses", "suspend", POLICY, "--reason", "@@home")).containsEntry("reason", "@home");
    }

    @Test
    void wordsAndSwitchesMayBeWrittenAsPeopleDo() throws Exception {
        assertThat(sent(
                        "access-rules",
                        "add",
                        "--kind",
                        "block",
                        "--subject",
                        "address-range",
                        "--value",
                        "10.0.0.0/8"))
                .containsEntry("kind", "BLOCK")
                .containsEntry("subject", "ADDRESS_RANGE");
        assertThat(sent("files", "license", POLICY, "--encrypt=false", "--out", "x.lic"))
                .containsEntry("encrypt", false);
        assertThat(sent("files", "license", POLICY, "--encrypt", "--out", "x.lic"))
                .containsEntry("encrypt", true);
        assertThat(sent("settings", "set", "session.grace", "--value", "P14D")).containsEntry("value", "P14D");
        assertThat(sent("settings", "set", "session.required", "--value", "true"))
                .containsEntry("value", true);
    }
}
