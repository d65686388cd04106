/** Which address does what, who may call it, and how its answer is signed and sent. */
@NullMarked
package dev.marque.keygen.route;

import org.jspecify.annotations.NullMarked;
