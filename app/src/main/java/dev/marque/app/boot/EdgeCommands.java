package dev.marque.app.boot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marque.edge.EdgeSettings;
import dev.marque.edge.file.FileOutcome;
import dev.marque.edge.file.VendorKeys;
import dev.marque.edge.premises.EdgeFiles;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.keys.offline.ActivationRequest;
import dev.marque.keys.sign.VerificationKey;
import dev.marque.platform.config.ConfigurationProblem;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What the administrator at a customer does with an edge server: {@code edge request}, {@code edge install <file>},
 * {@code edge status}. They run beside the server, in its folder.
 */
final class EdgeCommands {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MarqueConfiguration configuration;
    private final EdgeSettings settings;
    private final Clock clock;

    EdgeCommands(MarqueConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.settings = EdgeBeans.settings(configuration);
        this.clock = clock;
    }

    int dispatch(List<String> arguments) throws IOException {
        if (arguments.equals(List.of("request"))) {
            return request();
        }
        if (arguments.equals(List.of("status"))) {
            return status();
        }
        if (arguments.size() == 2 && arguments.getFirst().equals("install")) {
            return install(Path.of(arguments.getLast()));
        }
        System.err.println("edge request, edge install <file>, or edge status");
        return MISUSED;
    }

    /** Only the request goes to standard output: it is redirected into a file. */
    private int request() throws IOException {
        String key = settings.licenseKey()
                .orElseThrow(() -> new ConfigurationProblem("Say which license it is for: MARQUE_EDGE_LICENSE_KEY"));
        ActivationRequest request = ActivationRequest.of(
                Fingerprint.of(files().fingerprint()),
                "Marque edge server",
                null,
                System.getProperty("os.name"),
                clock.instant(),
                new SecureRandom());
        System.out.println(request.write(key));
        System.err.println("Bring this to the vendor. The answer is installed by: edge install <file>");
        return 0;
    }

    private int install(Path file) throws IOException {
        EdgeFiles files = files();
        String text = Files.readString(file);
        return switch (files.read(Optional.of(text))) {
            case FileOutcome.Good good -> {
                files.replace(text);
                System.out.println("Installed, for " + good.license().floating().seats()
                        + " seats. A running server takes it within ten seconds.");
                yield 0;
            }
            case FileOutcome.Refused refused -> {
                System.err.println(refused.code() + ": " + refused.detail() + " Nothing was changed.");
                yield FAILED;
            }
        };
    }

    private int status() throws IOException {
        URI address = URI.create("http://localhost:" + configuration.port() + "/health/ready");
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest question =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            HttpResponse<String> answer = client.send(question, BodyHandlers.ofString());
            JsonNode checks = Json.newMapper().readTree(answer.body()).path("checks");
            JsonNode edge = StreamSupport.stream(checks.spliterator(), false)
                    .filter(check -> check.path("name").asText().equals("edge"))
                    .findFirst()
                    .orElseThrow(() -> new ConfigurationProblem("What serves " + address + " is no edge server."));
            edge.path("data")
                    .properties()
                    .forEach(line -> System.out.println(
                            line.getKey() + ": " + line.getValue().asText()));
            return edge.path("status").asText().equals("UP") ? 0 : FAILED;
        } catch (ConnectException e) {
            System.err.println("Nothing serves " + address + ".");
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** The server writes its public key down when it starts. */
    private EdgeFiles files() throws IOException {
        try {
            String jwk = Files.readString(settings.identity());
            List<VerificationKey> own = VendorKeys.read("{\"keys\":[" + jwk + "]}");
            if (!own.isEmpty()) {
                return new EdgeFiles(settings, own.getFirst());
            }
        } catch (NoSuchFileException e) {
            // As if it were damaged: a start mends both.
        }
        throw new ConfigurationProblem(
                settings.identity() + " is missing: start the server once with MARQUE_ROLES=edge.");
    }
}
