package dev.marque.platform.idempotency.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marque.platform.idempotency.StoredAnswer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what an operation returns into what is stored, and what is stored into an answer again. */
@Singleton
public class Answers {

    /** Tells a caller that the answer is the one of an earlier request. */
    public static final String REPLAYED = "Idempotency-Replayed";

    /** As the server writes it for records. */
    private static final String JSON = "application/json;charset=UTF-8";

    private final ObjectMapper json;

    @Inject
    public Answers(ObjectMapper json) {
        this.json = json;
    }

    /** @param returned a {@link Response}, a record that is sent as JSON, or null for an empty answer */
    StoredAnswer store(@Nullable Object returned) {
        if (!(returned instanceof Response response)) {
            return new StoredAnswer(
                    returned == null ? 204 : 200,
                    returned == null ? Map.of() : Map.of(HttpHeaders.CONTENT_TYPE, JSON),
                    bytes(returned));
        }
        Map<String, String> headers = new HashMap<>();
        response.getStringHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        if (response.hasEntity()) {
            headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, JSON);
        }
        return new StoredAnswer(response.getStatus(), headers, bytes(response.getEntity()));
    }

    Response replay(StoredAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        byte[] body = answer.body();
        if (body != null) {
            response.entity(body);
        }
        return response.header(REPLAYED, "true").build();
    }

    private byte @Nullable [] bytes(@Nullable Object entity) {
        try {
            return switch (entity) {
                case null -> null;
                case byte[] written -> written;
                default -> json.writeValueAsBytes(entity);
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of ours is not JSON", e);
        }
    }
}
