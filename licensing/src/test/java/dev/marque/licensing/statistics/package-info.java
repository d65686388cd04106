@NullMarked
package dev.marque.licensing.statistics;

import org.jspecify.annotations.NullMarked;
