package dev.marque.app.http;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.http.OpenToAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page behind the {@code type} of each problem. */
@Path("/problems/{code}")
public class ProblemPages {

    @GET
    @Produces(MediaType.TEXT_HTML)
    @OpenToAll(because = "documentation is for everybody")
    @Operation(hidden = true)
    public String page(@PathParam("code") String code) {
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("problem"));
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s</title></head>
                <body><main><h1>%s</h1><p>Code <code>%s</code>, HTTP status %d.</p><p>%s</p></main></body></html>
                """.formatted(
                        type.title(),
                        type.title(),
                        type.code(),
                        type.status(),
                        type.explanation().strip().replace("&", "&amp;").replace("<", "&lt;"));
    }
}
