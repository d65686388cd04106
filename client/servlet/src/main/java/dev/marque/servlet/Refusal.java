package dev.marque.servlet;

import dev.marque.keys.json.Json;
import dev.marque.sdk.LicenseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal as a problem (RFC 9457). */
final class Refusal {

    private Refusal() {}

    static void write(LicenseException refusal, HttpServletResponse response) throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", "The license does not allow this.");
        problem.put("status", HttpServletResponse.SC_FORBIDDEN);
        problem.put("code", refusal.code());
        problem.put("detail", String.valueOf(refusal.getMessage()));
        byte[] body = Json.writeBytes(problem);
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
