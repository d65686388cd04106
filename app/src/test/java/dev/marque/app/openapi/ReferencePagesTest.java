package dev.marque.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.TestServer;
import dev.marque.app.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two readers of the document work on a machine without internet. */
@QuarkusTest
@QuarkusTestResource(TestServer.class)
class ReferencePagesTest {

    private static final Pattern LOADED = Pattern.compile("(?:src|href|spec-url)=[\"']([^\"']+)[\"']|url: '([^']+)'");

    @Inject
    World world;

    @ParameterizedTest
    @CsvSource({"/docs, /docs/", "/redoc, /redoc/"})
    void aReaderIsFoundWithoutASlashToo(String address, String page) {
        Answer answer = world.anonymous().get(address);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains(page);
    }

    @Test
    void theBareAddressLeadsToTheReference() {
        Answer answer = world.anonymous().get("/");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location").orElseThrow()).endsWith("/docs/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/redoc/"})
    void aReaderLoadsNothingFromAnotherHost(String page) {
        List<String> loaded = loadedBy(page);

        assertThat(loaded).hasSizeGreaterThanOrEqualTo(2).contains("/openapi.json");
        assertThat(loaded).noneMatch(address -> address.contains("//"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/redoc/"})
    void whatAReaderLoadsExists(String page) {
        assertThat(loadedBy(page)).allSatisfy(address -> {
            Answer answer =
                    world.anonymous().get(URI.create(page).resolve(address).getPath());
            assertThat(answer.status()).as(address).isIn(200, 302);
        });
    }

    @Test
    void browsersAreToldToLoadNothingFromElsewhere() {
        Answer answer = world.anonymous().get("/redoc/");

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).startsWith("default-src 'self'").doesNotContain("http"));
    }

    private List<String> loadedBy(String page) {
        Answer answer = world.anonymous().get(page);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        Matcher matcher = LOADED.matcher(new String(answer.body(), StandardCharsets.UTF_8));
        return matcher.results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toList();
    }
}
