package dev.marque.keygen.route;

import dev.marque.keygen.route.RouteTree.Match;
import dev.marque.keygen.wire.Failure;
import dev.marque.platform.http.CurrentActor;
import dev.marque.platform.http.Routed;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.tenant.TenantId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Everything below {@code /v1}: which address does what, and who may, is said by the routes of this room, not by annotations.
 * Hidden from Marque's own OpenAPI document, which is about Marque's own API; docs/keygen-api.md is about this one.
 */
@Path("/v1")
@RunOnVirtualThread
public class KeygenResource {

    private final CurrentActor current;
    private final CallerCheck check;

    @Inject
    public KeygenResource(CurrentActor current, CallerCheck check) {
        this.current = current;
        this.check = check;
    }

    @GET
    @Path("/{path:.*}")
    @Routed
    @Operation(hidden = true)
    public Response get(@Context ContainerRequestContext request) {
        return answer(request, new byte[0]);
    }

    @POST
    @Path("/{path:.*}")
    @Routed
    @Operation(hidden = true)
    public Response post(@Context ContainerRequestContext request, byte @Nullable [] body) {
        return answer(request, body);
    }

    @PUT
    @Path("/{path:.*}")
    @Routed
    @Operation(hidden = true)
    public Response put(@Context ContainerRequestContext request, byte @Nullable [] body) {
        return answer(request, body);
    }

    @PATCH
    @Path("/{path:.*}")
    @Routed
    @Operation(hidden = true)
    public Response patch(@Context ContainerRequestContext request, byte @Nullable [] body) {
        return answer(request, body);
    }

    @DELETE
    @Path("/{path:.*}")
    @Routed
    @Operation(hidden = true)
    public Response delete(@Context ContainerRequestContext request, byte @Nullable [] body) {
        return answer(request, body);
    }

    private Response answer(ContainerRequestContext request, byte @Nullable [] body) {
        Match match = (Match) Objects.requireNonNull(request.getProperty(Router.MATCH));
        Call call = call(request, match, body == null ? new byte[0] : body);
        if (call.caller().isPresent()) {
            check.admit(call);
        }
        String version = request.getHeaderString(Router.VERSION);
        Reply reply = OlderForms.in(version, match.route().handler().answer(call));
        String type = reply.mediaType();
        Response.ResponseBuilder response = Response.status(reply.status());
        if (!reply.content().isEmpty()) {
            response.entity(reply.bytes()).type(type == null ? AnswerFilter.DOCUMENT : MediaType.valueOf(type));
        }
        reply.headers().forEach(response::header);
        return response.build();
    }

    private Call call(ContainerRequestContext request, Match match, byte[] body) {
        Optional<Actor> caller = current.known();
        Presented presented = (Presented) Objects.requireNonNull(request.getProperty(Router.PRESENTED));
        TenantId asked = (TenantId) request.getProperty(Router.ACCOUNT);
        boolean named = Boolean.TRUE.equals(request.getProperty(Router.NAMED));
        if (named && caller.isPresent() && !caller.get().tenant().equals(asked)) {
            throw Failure.unauthorized(
                    presented.licenseKey() == null ? "TOKEN_INVALID" : "LICENSE_INVALID",
                    "You must be authenticated to complete the request");
        }
        TenantId account = caller.map(Actor::tenant).orElse(asked);
        if (account == null) {
            throw Failure.notFound("account", "");
        }
        request.setProperty(Router.ACCOUNT, account);
        URI uri = request.getUriInfo().getRequestUri();
        return new Call(
                account,
                caller,
                match.path(),
                new Query(request.getUriInfo().getQueryParameters()),
                body,
                current.origin(),
                presented,
                uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }
}
