/** How rows become values: terms, times and JSON. */
@NullMarked
package dev.marque.licensing.rows;

import org.jspecify.annotations.NullMarked;
