/** Servers in processes of their own, as they are in production, and loads for them. */
@NullMarked
package dev.marque.bench.served;

import org.jspecify.annotations.NullMarked;
