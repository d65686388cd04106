/** Whether a license may be used now, here, for this. Always an answer, never a failure, and always logged. */
@NullMarked
package dev.marque.licensing.validation;

import org.jspecify.annotations.NullMarked;
