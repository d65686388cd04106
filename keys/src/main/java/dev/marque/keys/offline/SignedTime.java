package dev.marque.keys.offline;

import dev.marque.keys.answer.AnswerSignature;
import dev.marque.keys.file.LicenseFileResult;
import java.time.Instant;

/**
 * The latest time that the server is known to have signed: it was later than that ever since. A program keeps it with
 * its files and adds everything signed that it comes by; a clock that was set back is noticed by it. It never makes a
 * file live longer.
 */
public record SignedTime(Instant latest) {

    /** Nothing signed was seen yet. */
    public static final SignedTime NONE = new SignedTime(Instant.EPOCH);

    /** With what a file tells: it was issued. */
    public SignedTime and(LicenseFileResult.Valid file) {
        return and(file.issued());
    }

    /** With what a signed answer tells: its {@code Date}. */
    public SignedTime and(AnswerSignature.Genuine answer) {
        return and(answer.date());
    }

    /** With what a revocation list tells: it was issued. */
    public SignedTime and(RevocationList list) {
        return and(list.issuedAt());
    }

    private SignedTime and(Instant signed) {
        return signed.isAfter(latest) ? new SignedTime(signed) : this;
    }
}
