package dev.marque.quarkus;

import dev.marque.keys.json.Json;
import dev.marque.sdk.LicenseException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refusals as problems (RFC 9457). */
@Provider
public class LicenseExceptionMapper implements ExceptionMapper<LicenseException> {

    @Override
    public Response toResponse(LicenseException refusal) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", "The license does not allow this.");
        problem.put("status", Response.Status.FORBIDDEN.getStatusCode());
        problem.put("code", refusal.code());
        problem.put("detail", String.valueOf(refusal.getMessage()));
        return Response.status(Response.Status.FORBIDDEN)
                .type("application/problem+json")
                .entity(Json.write(problem))
                .build();
    }
}
