package dev.marque.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.sdk.testing.Hands;
import dev.marque.sdk.testing.Vendor;
import dev.marque.sdk.testing.VendorLicense;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example is started as its users start it, and called. */
class ReportsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private final Vendor vendor = new Vendor(new Hands(InstantSource.system().instant()));

    @AfterEach
    void close() {
        vendor.close();
    }

    private HttpResponse<String> get(Tomcat tomcat, String path) throws Exception {
        URI address = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path);
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Tomcat start() throws Exception {
        return Reports.start(
                0,
                folder,
                Map.of(
                        "marque.server",
                        vendor.address(),
                        "marque.license-key",
                        VendorLicense.KEY,
                        "marque.product",
                        "ENT",
                        "marque.version",
                        "1.0",
                        "marque.public-keys",
                        vendor.jwks(),
                        "marque.folder",
                        folder.resolve("license").toString(),
                        "marque.fingerprint",
                        "a machine"));
    }

    @Test
    void thePagesAreThereAsTheLicenseSays() throws Exception {
        vendor.license.features.put("reports", true);
        Tomcat tomcat = start();
        try {
            assertThat(get(tomcat, "/").body()).isEqualTo("welcome\n");
            assertThat(get(tomcat, "/reports/today").body()).isEqualTo("your report\n");
            assertThat(get(tomcat, "/license").body()).startsWith("VALID");
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
        assertThat(vendor.license.counted).as("told at the end").containsEntry("reports", 1L);
    }

    @Test
    void withoutTheFeatureItsPageIsRefusedHoweverItIsWritten() throws Exception {
        Tomcat tomcat = start();
        try {
            for (String path : new String[] {"/reports/today", "/license/../reports/today", "/reports;a=b/today"}) {
                HttpResponse<String> refused = get(tomcat, path);
                assertThat(refused.statusCode()).as(path).isEqualTo(403);
                assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(refused.body()).contains("\"code\":\"FEATURE_MISSING\"");
            }
            assertThat(get(tomcat, "/").statusCode()).isEqualTo(200);
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @Test
    void aRevokedLicenseRefusesAllButTheOpenPage() throws Exception {
        vendor.license.state = "REVOKED";
        Tomcat tomcat = start();
        try {
            assertThat(get(tomcat, "/").body()).contains("\"code\":\"REVOKED\"");
            assertThat(get(tomcat, "/license").body()).startsWith("REVOKED");
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }
}
