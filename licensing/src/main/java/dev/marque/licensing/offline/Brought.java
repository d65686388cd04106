package dev.marque.licensing.offline;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.offline.QrParts;
import dev.marque.keys.offline.Unproven;
import dev.marque.licensing.license.LicensesByKey;
import dev.marque.licensing.license.LicensesByKey.Keyed;
import dev.marque.platform.identity.Actor;
import java.util.Optional;
import java.util.function.Function;

/**
 * A text that somebody brought, shown to be written with the key of a license.
 *
 * @param license the one whose key it was written with
 */
record Brought<T>(Keyed license, T claim) {

    private static final String QR = "MARQUE:";

    /**
     * Reads it.
     *
     * @param text the file, or the scanned parts of its QR codes, one in each line
     * @param pointer where the text stood in the body
     * @throws ProblemException INVALID_INPUT for what is no such text, is incomplete, damaged, or not written with the
     *     key of a license that the actor reaches; which of these is not told
     */
    static <T> Brought<T> read(
            Actor actor,
            LicensesByKey licenses,
            String text,
            Function<String, Optional<Unproven<T>>> reader,
            String pointer) {
        Optional<Unproven<T>> read = unfolded(text).flatMap(reader);
        if (read.isPresent()) {
            Optional<Keyed> license = licenses.byHash(actor, read.get().licenseHash());
            Optional<T> claim = license.flatMap(found -> read.get().provenBy(found.key()));
            if (claim.isPresent()) {
                return new Brought<>(license.orElseThrow(), claim.get());
            }
        }
        throw ProblemException.invalid(
                FieldError.inBody(pointer, "must be whole, as the machine wrote it, for a license that is here"));
    }

    private static Optional<String> unfolded(String text) {
        return text.startsWith(QR)
                ? QrParts.join(text.lines().filter(line -> !line.isBlank()).toList())
                : Optional.of(text);
    }
}
