/** What licenses are used for, by hour and by day: summed up once, exactly, and kept when the raw rows are dropped. */
@NullMarked
package dev.marque.licensing.statistics;

import org.jspecify.annotations.NullMarked;
