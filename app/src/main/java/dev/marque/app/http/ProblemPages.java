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
                <title>%s</title>
                <style>
                body { font: 1.1rem/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 40rem; padding: 2rem 1.25rem }
                h1 { line-height: 1.2 }
                code { background: #eef1f5; border-radius: .2rem; padding: .1rem .3rem }
                </style></head>
                <body><main><h1>%s</h1><p>Code <code>%s</code>, HTTP status %d.</p><p>%s</p></main></body></html>
                """.formatted(type.title(), type.title(), type.code(), type.status(), html(type.explanation()));
    }

    /** Our explanations use one piece of Markdown: code between backticks. */
    private static String html(String markdown) {
        return markdown.strip().replace("&", "&amp;").replace("<", "&lt;").replaceAll("`([^`]+)`", "<code>$1</code>");
    }
}
