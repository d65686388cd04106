/** What single calls of {@code keys} take, measured by JMH: on every validation, and in every program at a customer's. */
@NullMarked
package dev.marque.bench.jmh;

import org.jspecify.annotations.NullMarked;
