/** The whole room at once: every operation, several clients, two processes and a moving clock, beside a plain model. */
@NullMarked
package dev.marque.licensing.whole;

import org.jspecify.annotations.NullMarked;
