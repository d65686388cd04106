package dev.marque.app.http;

import dev.marque.platform.http.OpenToAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whoever opens the server's bare address in a browser is led to the API reference, as long as there is no console. */
@Path("/")
public class FrontDoor {

    @GET
    @OpenToAll(because = "it only says where to go")
    @Operation(hidden = true)
    public Response toTheReference() {
        return Response.seeOther(URI.create("/docs/")).build();
    }
}
