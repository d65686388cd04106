package dev.marque.keygen.catalog;

import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fields;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** For how long a dead machine can come back, in Keygen's words. */
enum Revival {
    NO_REVIVE("NO_REVIVE", Duration.ZERO),
    ONE_MINUTE("1_MINUTE_REVIVE", Duration.ofMinutes(1)),
    TWO_MINUTES("2_MINUTE_REVIVE", Duration.ofMinutes(2)),
    FIVE_MINUTES("5_MINUTE_REVIVE", Duration.ofMinutes(5)),
    TEN_MINUTES("10_MINUTE_REVIVE", Duration.ofMinutes(10)),
    FIFTEEN_MINUTES("15_MINUTE_REVIVE", Duration.ofMinutes(15)),
    ALWAYS("ALWAYS_REVIVE", null);

    private static final String ATTRIBUTE = "heartbeatResurrectionStrategy";

    private final String word;
    private final @Nullable Duration revivableFor;

    Revival(String word, @Nullable Duration revivableFor) {
        this.word = word;
        this.revivableFor = revivableFor;
    }

    /** Null for always. */
    static @Nullable Duration in(Fields attributes) {
        String asked = attributes.text(ATTRIBUTE).orElse(NO_REVIVE.word);
        return Arrays.stream(values())
                .filter(revival -> revival.word.equals(asked))
                .findFirst()
                .orElseThrow(() -> Failure.unprocessable(
                        attributes.at(ATTRIBUTE), Failure.code(ATTRIBUTE, "NOT_ALLOWED"), "unsupported value"))
                .revivableFor;
    }

    /** The word for a time; for one that Keygen has no word for, the next longer one. */
    static String word(@Nullable Duration revivableFor) {
        return Arrays.stream(values())
                .filter(revival -> revival.revivableFor != null
                        && revivableFor != null
                        && Objects.requireNonNull(revival.revivableFor).compareTo(revivableFor) >= 0)
                .findFirst()
                .orElse(ALWAYS)
                .word;
    }
}
