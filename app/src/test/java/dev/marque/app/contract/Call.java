package dev.marque.app.contract;

import dev.marque.app.testing.Answer;
import dev.marque.app.testing.Api;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A call that succeeds, made ready: every record that it needs is there.
 *
 * @param json the body; null for none
 * @param as who makes it
 */
record Call(String method, String path, @Nullable String json, Api as) {

    static Call get(String path, Api as) {
        return new Call("GET", path, null, as);
    }

    static Call put(String path, @Nullable String json, Api as) {
        return new Call("PUT", path, json, as);
    }

    static Call post(String path, @Nullable String json, Api as) {
        return new Call("POST", path, json, as);
    }

    Answer make() {
        return make(json);
    }

    Answer make(@Nullable String otherJson) {
        return as.send(method, path, otherJson == null ? null : otherJson.getBytes(StandardCharsets.UTF_8));
    }

    Answer makeRaw(byte[] body) {
        return as.send(method, path, body);
    }

    Call by(Api other) {
        return new Call(method, path, json, other);
    }
}
