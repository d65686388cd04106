/** Ranges of network addresses. */
@NullMarked
package dev.marque.kernel.net;

import org.jspecify.annotations.NullMarked;
