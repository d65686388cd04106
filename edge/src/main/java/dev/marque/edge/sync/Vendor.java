package dev.marque.edge.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.edge.sync.VendorAnswer.Answered;
import dev.marque.edge.sync.VendorAnswer.Away;
import dev.marque.edge.sync.VendorAnswer.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The vendor's server, over its public API, by the license key. It follows no redirect: the key goes nowhere else. Thread-safe. */
final class Vendor {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final URI base;
    private final String licenseKey;
    private final ObjectMapper json;

    Vendor(URI base, String licenseKey, ObjectMapper json) {
        this.base = base;
        this.licenseKey = licenseKey;
        this.json = json;
    }

    VendorAnswer post(String path, Object body) {
        String address = base.toString().replaceAll("/+$", "") + path;
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(ANSWER)
                    .header("Authorization", "License " + licenseKey)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                    .build();
            return answer(client.send(request, BodyHandlers.ofByteArray()));
        } catch (JsonProcessingException e) {
            return new Away("What came from the vendor's address is no JSON.");
        } catch (IOException e) {
            return new Away(
                    "The vendor's server cannot be reached: " + e.getClass().getSimpleName() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Away("The server is stopping.");
        }
    }

    private VendorAnswer answer(HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        if (status == OK) {
            return new Answered(json.readTree(response.body()));
        }
        if (status >= SERVER_ERROR || status == TOO_MANY || status == REQUEST_TIMEOUT) {
            return new Away("The vendor's server answered " + status + ".");
        }
        return new Refused(status, "The vendor's server refused the call with " + status + ".");
    }
}
