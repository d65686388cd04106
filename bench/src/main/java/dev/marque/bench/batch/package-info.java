/** Batches of licenses. */
@NullMarked
package dev.marque.bench.batch;

import org.jspecify.annotations.NullMarked;
