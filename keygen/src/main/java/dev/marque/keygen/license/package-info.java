/** Licenses: what they look like, what can be done with them, and whether they may be used. */
@NullMarked
package dev.marque.keygen.license;

import org.jspecify.annotations.NullMarked;
