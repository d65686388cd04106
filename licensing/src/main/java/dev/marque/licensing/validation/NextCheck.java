package dev.marque.licensing.validation;

import dev.marque.keys.validation.LicenseFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/** When a program should ask again. */
final class NextCheck {

    private NextCheck() {}

    /**
     * At the next sign of life, or at the next instant at which time alone may change the answer, whichever is first.
     *
     * @return after {@code now}
     */
    static Instant after(LicenseFacts facts, Duration interval, Instant now) {
        return Stream.concat(
                        Stream.of(
                                facts.expiresAt(),
                                facts.graceEndsAt(),
                                facts.lease().endsAt(),
                                facts.versions().requiredFrom()),
                        facts.features().stream().flatMap(grant -> Stream.of(grant.startsAt(), grant.expiresAt())))
                .filter(Objects::nonNull)
                .filter(now::isBefore)
                .reduce(now.plus(interval), (one, other) -> one.isBefore(other) ? one : other);
    }
}
