package dev.marque.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A problem as it is sent (RFC 9457).
 *
 * @param type address of the problem's page, relative to the server
 * @param code the stable name that clients switch on
 * @param requestId find the call in the logs by it
 * @param errors which parts of the input are wrong; absent where that does not apply
 */
@Schema(name = "Problem", description = "What went wrong (RFC 9457). Switch on `code`; show `detail`.")
public record ProblemBody(
        @Schema(examples = "/problems/invalid-input") String type,

        @Schema(examples = "Some of the input is not acceptable")
        String title,

        @Schema(examples = "422") int status,
        @Schema(examples = "must not be blank") String detail,
        @Schema(examples = "invalid-input") String code,

        @Schema(examples = "0199e0a1-7d4c-7c3b-9d52-6c1f5f0d9a10")
        String requestId,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** The address of a problem's page, relative to the server. */
    public static String pageOf(ProblemType type) {
        return "/problems/" + type.code();
    }

    /** A problem of one call. */
    public static ProblemBody of(ProblemType type, String detail, List<FieldError> errors, String requestId) {
        return new ProblemBody(pageOf(type), type.title(), type.status(), detail, type.code(), requestId, errors);
    }
}
