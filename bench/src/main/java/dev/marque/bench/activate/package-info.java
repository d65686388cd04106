/** How many machines a second get a seat and give it back, beside pgbench. */
@NullMarked
package dev.marque.bench.activate;

import org.jspecify.annotations.NullMarked;
