/** The room that speaks Keygen's language. */
@NullMarked
package dev.marque.keygen;

import org.jspecify.annotations.NullMarked;
