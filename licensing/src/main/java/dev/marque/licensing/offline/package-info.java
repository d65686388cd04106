/** Machines without a network: seats by files and codes that somebody brings, and lists of what was revoked. */
@NullMarked
package dev.marque.licensing.offline;

import org.jspecify.annotations.NullMarked;
