package dev.marque.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.database.DatabaseUnavailable;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns whatever a call throws into a problem of the catalogue. */
final class ProblemMappers {

    private ProblemMappers() {}

    /** A problem thrown on purpose. */
    @Provider
    public static class Thrown implements ExceptionMapper<ProblemException> {
        private final ProblemResponses responses;

        @Inject
        public Thrown(ProblemResponses responses) {
            this.responses = responses;
        }

        @Override
        public Response toResponse(ProblemException problem) {
            return responses.of(problem);
        }
    }

    /** A body whose JSON does not fit the operation. */
    @Provider
    public static class Json implements ExceptionMapper<MismatchedInputException> {
        private final ProblemResponses responses;

        @Inject
        public Json(ProblemResponses responses) {
            this.responses = responses;
        }

        @Override
        public Response toResponse(MismatchedInputException failure) {
            return ofJson(responses, failure);
        }
    }

    /** JSON with a number, a text or a nesting beyond our bounds, met before there was a field to blame. */
    @Provider
    public static class Bounds implements ExceptionMapper<StreamConstraintsException> {
        private final ProblemResponses responses;

        @Inject
        public Bounds(ProblemResponses responses) {
            this.responses = responses;
        }

        @Override
        public Response toResponse(StreamConstraintsException failure) {
            return ofJson(responses, failure);
        }
    }

    /** Fields that break the constraints on the request records. */
    @Provider
    public static class Constraints implements ExceptionMapper<ConstraintViolationException> {
        private final ProblemResponses responses;

        @Inject
        public Constraints(ProblemResponses responses) {
            this.responses = responses;
        }

        @Override
        public Response toResponse(ConstraintViolationException violations) {
            List<FieldError> errors = violations.getConstraintViolations().stream()
                    .map(Constraints::error)
                    .sorted(Comparator.comparing(FieldError::toString))
                    .toList();
            return responses.of(ProblemType.INVALID_INPUT, "Some fields are not acceptable; see errors.", errors);
        }

        private static FieldError error(ConstraintViolation<?> violation) {
            Optional<String> parameter = ParameterNames.of(violation);
            if (parameter.isPresent()) {
                return FieldError.inParameter(parameter.get(), violation.getMessage());
            }
            StringBuilder pointer = new StringBuilder();
            int depth = 0;
            for (Path.Node node : violation.getPropertyPath()) {
                // The first two steps name the operation and its parameter.
                if (depth++ >= 2) {
                    append(pointer, node);
                }
            }
            return FieldError.inBody(pointer.toString(), violation.getMessage());
        }

        private static void append(StringBuilder pointer, Path.Node node) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(node.getKey());
            }
            String name = node.getName();
            if (name != null && !name.startsWith("<")) {
                pointer.append('/').append(name);
            }
        }
    }

    /** The database is out of reach. */
    @Provider
    public static class Unavailable implements ExceptionMapper<DatabaseUnavailable> {
        private static final System.Logger LOG = System.getLogger(Unavailable.class.getName());
        private final ProblemResponses responses;

        @Inject
        public Unavailable(ProblemResponses responses) {
            this.responses = responses;
        }

        @Override
        public Response toResponse(DatabaseUnavailable failure) {
            LOG.log(Level.WARNING, failure.getMessage());
            return responses.of(
                    ProblemType.UNAVAILABLE, "The database cannot be reached right now. Try again shortly.");
        }
    }

    /** What the HTTP layer itself refuses: unknown address, method, media type, unreadable body. */
    @Provider
    public static class Http implements ExceptionMapper<WebApplicationException> {
        private final ProblemResponses responses;
        private final AllowedMethods allowed;

        @Context
        @SuppressWarnings("NullAway.Init") // the server sets it, and gives the address of the current request
        UriInfo address;

        @Context
        @SuppressWarnings("NullAway.Init") // the server sets it, too
        Request request;

        @Inject
        public Http(ProblemResponses responses, AllowedMethods allowed) {
            this.responses = responses;
            this.allowed = allowed;
        }

        @Override
        public Response toResponse(WebApplicationException failure) {
            if (failure.getCause() instanceof ProblemException problem) {
                return responses.of(problem);
            }
            if (failure.getCause() instanceof JsonProcessingException json) {
                return ofJson(responses, json);
            }
            Response original = failure.getResponse();
            if (original.getStatus() < 400) {
                return original;
            }
            return isAboutTheMethod(original.getStatus()) ? methodNotAllowed() : problem(typeOf(original.getStatus()));
        }

        /** Where several resources share the beginning of an address, the server says 404 for a 405. */
        private boolean isAboutTheMethod(int status) {
            Set<String> methods = allowed.at(address.getPath());
            return status == 405 || (status == 404 && !methods.isEmpty() && !methods.contains(request.getMethod()));
        }

        private Response methodNotAllowed() {
            return Response.fromResponse(problem(ProblemType.METHOD_NOT_ALLOWED))
                    .header(HttpHeaders.ALLOW, String.join(", ", allowed.at(address.getPath())))
                    .build();
        }

        private Response problem(ProblemType type) {
            return responses.of(type, type.title() + ".");
        }

        private static ProblemType typeOf(int status) {
            return switch (status) {
                case 400 -> ProblemType.BAD_JSON;
                case 404 -> ProblemType.NOT_FOUND;
                case 406 -> ProblemType.NOT_ACCEPTABLE;
                case 413 -> ProblemType.BODY_TOO_LARGE;
                case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
                case 503 -> ProblemType.UNAVAILABLE;
                default -> status < 500 ? ProblemType.INVALID_INPUT : ProblemType.INTERNAL_ERROR;
            };
        }
    }

    /** Everything else is a mistake of ours: logged whole, told without inner details. */
    @Provider
    public static class Fault implements ExceptionMapper<Throwable> {
        private static final System.Logger LOG = System.getLogger(Fault.class.getName());
        private final ProblemResponses responses;

        @Inject
        public Fault(ProblemResponses responses) {
            this.responses = responses;
        }

        @Override
        public Response toResponse(Throwable fault) {
            LOG.log(Level.ERROR, "a call failed", fault);
            return responses.of(ProblemType.INTERNAL_ERROR, "The call failed inside Marque. The log has the cause.");
        }
    }

    private static Response ofJson(ProblemResponses responses, JsonProcessingException failure) {
        Optional<FieldError> error = JsonProblems.fieldError(failure);
        return error.isEmpty()
                ? responses.of(ProblemType.BAD_JSON, JsonProblems.where(failure))
                : responses.of(
                        ProblemType.INVALID_INPUT, "Some fields are not acceptable; see errors.", List.of(error.get()));
    }
}
