/** What tests of this room start from. */
@NullMarked
package dev.marque.licensing.testing;

import org.jspecify.annotations.NullMarked;
