/** The server itself: which file it goes by, and whether it gives seats now. */
@NullMarked
package dev.marque.edge.premises;

import org.jspecify.annotations.NullMarked;
