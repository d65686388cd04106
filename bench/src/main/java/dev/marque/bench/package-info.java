/** What Marque does in a second. */
@NullMarked
package dev.marque.bench;

import org.jspecify.annotations.NullMarked;
