package dev.marque.spring;

import dev.marque.sdk.LicenseException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals as problems (RFC 9457). */
@RestControllerAdvice
final class LicenseProblems {

    @ExceptionHandler
    ProblemDetail refused(LicenseException refusal) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, String.valueOf(refusal.getMessage()));
        problem.setTitle("The license does not allow this.");
        problem.setProperty("code", refusal.code());
        return problem;
    }
}
