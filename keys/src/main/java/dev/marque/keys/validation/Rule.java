package dev.marque.keys.validation;

import dev.marque.keys.validation.Outcome.Refused;
import org.jspecify.annotations.Nullable;

/** One reason to refuse, or none. */
@FunctionalInterface
interface Rule {
    @Nullable Refused refuse(Case c);
}
