/** What seats were used for: summed up by the hour at the customer, kept at the vendor. */
@NullMarked
package dev.marque.edge.usage;

import org.jspecify.annotations.NullMarked;
