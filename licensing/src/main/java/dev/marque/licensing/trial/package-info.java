/** Who tried what, and on which machine: remembered across licenses, so that nobody tries a product twice. */
@NullMarked
package dev.marque.licensing.trial;

import org.jspecify.annotations.NullMarked;
