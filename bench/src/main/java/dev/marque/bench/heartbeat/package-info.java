/** How many signs of life a second are acknowledged after their commit. */
@NullMarked
package dev.marque.bench.heartbeat;

import org.jspecify.annotations.NullMarked;
