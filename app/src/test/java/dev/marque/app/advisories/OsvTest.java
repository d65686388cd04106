package dev.marque.app.advisories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as OSV's published description says. */
class OsvTest {

    private static final Library SOUND = Library.shipped("org.example:sound::jar:1.0.0");
    private static final Library BROKEN = Library.shipped("org.example:broken:linux-x86_64:jar:2.1.0");

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/querybatch", OsvTest::batch);
        server.createContext(
                "/v1/vulns/",
                exchange -> answer(exchange, """
                {"id": "%s", "summary": "Lets everybody in", "database_specific": {"severity": "%s"}}""".formatted(
                                last(exchange), last(exchange).equals("GHSA-worst") ? "CRITICAL" : "LOW")));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eachLibraryGetsItsOwnAdvisories() throws Exception {
        List<Advisory> advisories = osv().advisories(List.of(SOUND, BROKEN));

        assertThat(advisories)
                .containsExactly(
                        new Advisory("GHSA-worst", BROKEN, "CRITICAL", "Lets everybody in"),
                        new Advisory("GHSA-small", BROKEN, "LOW", "Lets everybody in"));
        assertThat(advisories).extracting(Advisory::isCritical).containsExactly(true, false);
    }

    @Test
    void anAdvisoryWithoutSeverityCountsAsCritical() throws Exception {
        JsonNode silent = new ObjectMapper().readTree("{\"id\": \"CVE-1\"}");

        assertThat(Advisory.of(silent, BROKEN).isCritical()).isTrue();
    }

    @Test
    void aDatabaseThatCannotAnswerIsAFailureAndNotAllClear() {
        server.removeContext("/v1/querybatch");

        assertThatThrownBy(() -> osv().advisories(List.of(SOUND)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");
    }

    @Test
    void aFixIsMissingInWhatIsOlder() {
        KnownFix fix = new KnownFix("org.example:broken", "2.1.10", "GHSA-worst");

        assertThat(fix.isMissingIn(BROKEN)).isTrue();
        assertThat(fix.isMissingIn(Library.shipped("org.example:broken::jar:2.1.10.Final")))
                .isFalse();
        assertThat(fix.isMissingIn(SOUND)).isFalse();
    }

    private Osv osv() {
        return new Osv(URI.create("http://localhost:" + server.getAddress().getPort()));
    }

    private static void batch(HttpExchange exchange) throws IOException {
        JsonNode question = new ObjectMapper().readTree(exchange.getRequestBody());
        String results = StreamSupport.stream(question.path("queries").spliterator(), false)
                .map(query -> query.at("/package/purl").asText())
                .map(url -> url.equals("pkg:maven/org.example/broken@2.1.0")
                        ? "{\"vulns\": [{\"id\": \"GHSA-worst\"}, {\"id\": \"GHSA-small\"}]}"
                        : "{}")
                .collect(Collectors.joining(","));
        answer(exchange, "{\"results\": [" + results + "]}");
    }

    private static String last(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().replaceAll(".*/", "");
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
