/** How features, their values and their grants look in rows and in JSON; what they come to is {@code keys}' to say. */
@NullMarked
package dev.marque.licensing.feature;

import org.jspecify.annotations.NullMarked;
