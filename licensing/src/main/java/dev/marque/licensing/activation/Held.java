package dev.marque.licensing.activation;

import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.validation.Question;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Situations;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * How the licenses stand that are held for those who ask together.
 *
 * @param situations by the place of the question; there is none for a license that somebody else holds, or that is not there
 */
record Held(Map<Integer, Situation> situations, Instant now) {

    /** Holds the licenses that nobody holds, until the transaction ends, and then looks at them. */
    static Held of(Handle transaction, List<Question> questions, InstantSource clock) {
        Set<UUID> free = LicenseRows.lockFree(
                transaction, questions.stream().map(Question::licenseId).collect(Collectors.toSet()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<Integer, Situation> situations = Situations.readEach(transaction, questions, now);
        situations
                .keySet()
                .removeIf(place -> !free.contains(questions.get(place).licenseId()));
        return new Held(situations, now);
    }
}
