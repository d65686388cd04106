/** How long a server takes to its first answer, and what memory it takes. */
@NullMarked
package dev.marque.bench.start;

import org.jspecify.annotations.NullMarked;
