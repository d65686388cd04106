/** Counting on disk what was used, and telling it in batches. */
@NullMarked
package dev.marque.sdk.usage;

import org.jspecify.annotations.NullMarked;
