package dev.marque.app.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example program is protected: started as a process, against a running server. */
class NotepadIT {

    private static final int DONE = 0;
    private static final int REFUSED = 3;
    private static final int FEATURE_MISSING = 4;
    private static final int UNREACHABLE = 5;

    @TempDir
    static Path server;

    @TempDir
    Path home;

    private static RunningMarque marque;
    private static Staff admin;
    private static String policyId;

    @BeforeAll
    static void sell() throws Exception {
        marque = MarqueLaunch.packaged(server.resolve("data")).ready();
        admin = Staff.admin(marque);
        String productId = admin.post("/api/v1/products", Map.of("code", "NOTE", "name", "Notepad"))
                .getString("id");
        policyId = admin.post(
                        "/api/v1/policies",
                        Map.of("productId", productId, "name", "Annual", "term", "P1Y", "maxActivations", 1))
                .getString("id");
    }

    @AfterAll
    static void stop() throws Exception {
        marque.close();
    }

    @Test
    void theFirstStartActivatesAndTheSecondKnowsTheMachine() throws Exception {
        Sold license = Sold.with(List.of());
        assertThat(notepad(license, marque.url(), "add", "milk")).isEqualTo(new Ended(DONE, ""));
        assertThat(license.activations()).isEqualTo(1);

        assertThat(notepad(license, marque.url(), "list")).isEqualTo(new Ended(DONE, "milk\n"));
        assertThat(license.activations()).isEqualTo(1);
    }

    @Test
    void anotherMachineGetsNoSeatWhenAllAreTaken() throws Exception {
        Sold license = Sold.with(List.of());
        notepad(license, marque.url(), "add", "milk");
        Ended other =
                new Notepad(home.resolve("elsewhere"), license.key(), marque.url(), "another machine").run("list");
        assertThat(other.code()).isEqualTo(REFUSED);
        assertThat(other.output()).contains("TOO_MANY_ACTIVATIONS");
        assertThat(license.activations()).isEqualTo(1);
    }

    @Test
    void exportNeedsTheFeature() throws Exception {
        Path file = home.resolve("export.txt");
        Ended denied = notepad(Sold.with(List.of()), marque.url(), "export", file.toString());
        assertThat(denied).isEqualTo(new Ended(FEATURE_MISSING, "Your license does not include export.\n"));
        assertThat(file).doesNotExist();

        forgetActivation();
        Sold license = Sold.with(List.of("export"));
        notepad(license, marque.url(), "add", "bread");
        assertThat(notepad(license, marque.url(), "export", file.toString()).code())
                .isEqualTo(DONE);
        assertThat(file).hasContent("bread");
    }

    @Test
    void withoutTheServerItWorksOnWithWhatTheLicenseIncludes() throws Exception {
        Sold license = Sold.with(List.of("export"));
        notepad(license, marque.url(), "add", "eggs");
        String nobody = "http://localhost:" + MarqueLaunch.freePort();
        Path file = home.resolve("export.txt");
        Ended offline = notepad(license, nobody, "export", file.toString());
        assertThat(offline.code()).isEqualTo(DONE);
        assertThat(offline.output()).contains("(working offline)");
        assertThat(file).hasContent("eggs");

        // A copy of the folder on another machine is worth nothing.
        Ended copied = new Notepad(home, license.key(), nobody, "another machine").run("list");
        assertThat(copied.code()).isEqualTo(UNREACHABLE);
        assertThat(copied.output()).contains("out of reach").doesNotContain("eggs");
    }

    @Test
    void aSuspendedLicenseRefusesAndWorksAgainWhenReinstated() throws Exception {
        Sold license = Sold.with(List.of());
        notepad(license, marque.url(), "add", "tea");
        license.become("suspend");
        Ended suspended = notepad(license, marque.url(), "list");
        assertThat(suspended.code()).isEqualTo(REFUSED);
        assertThat(suspended.output()).contains("SUSPENDED").doesNotContain("tea");

        license.become("reinstate");
        assertThat(notepad(license, marque.url(), "list")).isEqualTo(new Ended(DONE, "tea\n"));
    }

    @Test
    void aRevokedLicenseRefusesAndPullingThePlugDoesNotHelp() throws Exception {
        Sold license = Sold.with(List.of());
        notepad(license, marque.url(), "add", "salt");
        license.become("revoke");
        Ended revoked = notepad(license, marque.url(), "list");
        assertThat(revoked.code()).isEqualTo(REFUSED);
        assertThat(revoked.output()).contains("REVOKED").doesNotContain("salt");

        String nobody = "http://localhost:" + MarqueLaunch.freePort();
        Ended unplugged = notepad(license, nobody, "list");
        assertThat(unplugged.code()).isEqualTo(UNREACHABLE);
        assertThat(unplugged.output()).contains("has to be activated").doesNotContain("salt");
    }

    @Test
    void anAnswerThatAnotherVendorSignedUnlocksNothing() throws Exception {
        Sold license = Sold.with(List.of());
        notepad(license, marque.url(), "add", "oil");
        Path keys = home.resolve("keys.json");
        Files.writeString(keys, Files.readString(keys).replaceAll("\"x\":\"...", "\"x\":\"AAA"));
        Files.delete(home.resolve("activation.jwt"));
        Ended forged = notepad(license, marque.url(), "list");
        assertThat(forged.code()).isEqualTo(UNREACHABLE);
        assertThat(forged.output()).contains("not the vendor's").doesNotContain("oil");
    }

    private Ended notepad(Sold license, String url, String... words) throws Exception {
        return new Notepad(home, license.key(), url, null).run(words);
    }

    private void forgetActivation() throws IOException {
        Files.delete(home.resolve("activation.jwt"));
    }

    /** A license of this test's product. */
    private record Sold(String id, String key) {

        static Sold with(List<String> features) {
            JsonPath license = admin.post("/api/v1/licenses", Map.of("policyId", policyId, "features", features));
            return new Sold(license.getString("id"), license.getString("key"));
        }

        void become(String action) {
            admin.post("/api/v1/licenses/" + id + "/" + action, Map.of());
        }

        int activations() {
            return admin.get("/api/v1/licenses/" + id).getInt("activations");
        }
    }

    /** What a run of the program came to, both of its outputs together. */
    private record Ended(int code, String output) {}

    /**
     * The installed program.
     *
     * @param machine what to pretend that this machine is; null: what it really looks like
     */
    private record Notepad(
            Path home,
            String licenseKey,
            String url,
            @Nullable String machine) {

        Ended run(String... words) throws IOException, InterruptedException {
            Map<String, String> environment = new LinkedHashMap<>();
            environment.put("NOTEPAD_HOME", home.toString());
            if (machine != null) {
                environment.put("NOTEPAD_MACHINE", machine);
            }
            environment.put("MARQUE_LICENSE", licenseKey);
            environment.put("MARQUE_URL", url);
            ProcessBuilder builder = Project.inOwnGroup(command(words)).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes());
            return new Ended(process.waitFor(), output);
        }

        private static List<String> command(String... words) {
            String jar = Project.file("examples/notepad/target/notepad.jar").toString();
            // The first compiler only: a program that ends within a second gains nothing from the second one.
            List<String> command = new ArrayList<>(List.of(Project.java(), "-XX:TieredStopAtLevel=1", "-jar", jar));
            command.addAll(List.of(words));
            return command;
        }
    }
}
