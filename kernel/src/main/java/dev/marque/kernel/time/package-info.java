/** Time as contracts count it: terms, months that do not drift, zones. */
@NullMarked
package dev.marque.kernel.time;

import org.jspecify.annotations.NullMarked;
