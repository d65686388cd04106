/** Whether it stays as fast with a million licenses as it is with a thousand. */
@NullMarked
package dev.marque.bench.scale;

import org.jspecify.annotations.NullMarked;
