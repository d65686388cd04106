/** What a server at a customer exchanges with the vendor's, whenever it can be reached. */
@NullMarked
package dev.marque.edge.sync;

import org.jspecify.annotations.NullMarked;
