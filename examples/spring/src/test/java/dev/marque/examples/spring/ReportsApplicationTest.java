package dev.marque.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.sdk.Marque;
import dev.marque.sdk.testing.Hands;
import dev.marque.sdk.testing.Vendor;
import dev.marque.sdk.testing.VendorLicense;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The example is started once, as its users start it, and called. */
class ReportsApplicationTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Vendor VENDOR =
            new Vendor(new Hands(InstantSource.system().instant()));

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        application = SpringApplication.run(
                ReportsApplication.class,
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--marque.settings.server=" + VENDOR.address(),
                "--marque.settings.license-key=" + VendorLicense.KEY,
                "--marque.settings.public-keys=" + VENDOR.jwks(),
                "--marque.settings.folder=" + folder,
                "--marque.settings.fingerprint=a machine");
    }

    @AfterAll
    static void stop() {
        application.close();
        assertThat(VENDOR.license.counted).as("told at the end").containsEntry("reports", 1L);
        VENDOR.close();
    }

    @BeforeEach
    void asSold() throws Exception {
        VENDOR.license.state = "VALID";
        VENDOR.license.features.put("reports", true);
        application.getBean(Marque.class).checkNow();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void pagesAreThereAsTheLicenseSays() throws Exception {
        assertThat(get("/").body()).isEqualTo("welcome");
        assertThat(get("/reports/today").body()).isEqualTo("report today");
        assertThat(get("/license").body()).isEqualTo("VALID");
    }

    @Test
    void withoutTheFeatureItsPageIsRefused() throws Exception {
        VENDOR.license.features.remove("reports");
        application.getBean(Marque.class).checkNow();
        HttpResponse<String> refused = get("/reports/today");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).contains("\"code\":\"FEATURE_MISSING\"");
    }

    @Test
    void aLimitThatIsExceededIsRefused() throws Exception {
        assertThat(get("/users/25").statusCode()).isEqualTo(200);
        assertThat(get("/users/26").body()).contains("\"code\":\"LIMIT_EXCEEDED\"");
    }

    @Test
    void healthTellsHowTheLicenseStands() throws Exception {
        assertThat(get("/actuator/health").body()).contains("\"marque\"", "\"code\":\"VALID\"");
        VENDOR.license.state = "SUSPENDED";
        application.getBean(Marque.class).checkNow();
        HttpResponse<String> health = get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("\"code\":\"SUSPENDED\"");
        assertThat(get("/").statusCode()).isEqualTo(403);
    }
}
