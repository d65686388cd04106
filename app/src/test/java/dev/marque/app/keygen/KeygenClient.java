package dev.marque.app.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Calls as Keygen's client libraries make them. */
record KeygenClient(Api api) {

    private static final String TYPE = "application/vnd.api+json";

    KeygenClient as(@Nullable String authorization) {
        return new KeygenClient(api.as(authorization));
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer post(String path, @Nullable String json, String... headers) {
        return send("POST", path, json, headers);
    }

    Answer send(String method, String path, @Nullable String json, String... headers) {
        byte[] body = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        return api.send(method, "/v1" + path, body, TYPE, headers);
    }

    /** The id of what was made. */
    String make(String path, String json) {
        Answer made = post(path, json);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.headers().firstValue("content-type")).contains(TYPE);
        return made.text("/data/id");
    }

    String product() {
        return make("/products", """
                {"data": {"type": "products", "attributes": {"name": "Notepad"}}}""");
    }

    String policy(String product, String attributes) {
        return make("/policies", """
                {"data": {"type": "policies", "attributes": {"name": "Yearly", %s},
                  "relationships": {"product": {"data": {"type": "products", "id": "%s"}}}}}""".formatted(attributes, product));
    }

    /** A license with its key. */
    Answer license(String policy, String attributes) {
        Answer made = post("/licenses", """
                {"data": {"type": "licenses", "attributes": {%s},
                  "relationships": {"policy": {"data": {"type": "policies", "id": "%s"}}}}}""".formatted(attributes, policy));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made;
    }

    static String machine(String license, String attributes) {
        return """
                {"data": {"type": "machines", "attributes": {%s},
                  "relationships": {"license": {"data": {"type": "licenses", "id": "%s"}}}}}""".formatted(attributes, license);
    }
}
