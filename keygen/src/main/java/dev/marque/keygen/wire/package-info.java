/** JSON:API documents as Keygen's clients write and read them. */
@NullMarked
package dev.marque.keygen.wire;

import org.jspecify.annotations.NullMarked;
