/** The versions of a product that its vendor listed: when they came out, how finished they are, what they look like. */
@NullMarked
package dev.marque.licensing.release;

import org.jspecify.annotations.NullMarked;
