package dev.marque.keygen.route;

import dev.marque.keygen.wire.Failure;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Hands what a call failed with to {@link AnswerFilter}, which writes it. */
@Provider
public class FailureMapper implements ExceptionMapper<Failure> {

    @Override
    public Response toResponse(Failure failure) {
        Response.ResponseBuilder response =
                Response.status(failure.status()).type(AnswerFilter.DOCUMENT).entity(failure);
        return failure.status() == Response.Status.UNAUTHORIZED.getStatusCode()
                ? response.header("WWW-Authenticate", "Bearer realm=\"keygen\"").build()
                : response.build();
    }
}
