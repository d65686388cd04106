/** Versions of products, and whether there is a newer one. */
@NullMarked
package dev.marque.keygen.release;

import org.jspecify.annotations.NullMarked;
